// CommonJS with TypeScript's own form of require.
import Passwork = require('passwork-wasm');
import DropIn = require('passwork-wasm/src/passwork-api');

export const client: Passwork = new Passwork('https://passwork.example.com/api/v4');
export const one: Passwork.Passwork = new Passwork.Passwork('x');
export const two: Passwork = new Passwork.default('x');
export const password: Promise<Passwork.Password> = client.getPassword('id');
export const isOurs = (error: unknown): error is Passwork.PassworkError => error instanceof Passwork.PassworkError;
export type Same = [Expect<Equal<typeof DropIn, typeof Passwork>>];
// @ts-expect-error no such type
export type No = Passwork.Pasword;
