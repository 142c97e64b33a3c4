// The drop-in paths give the same class and the same types.
import Passwork, { PassworkError, type Password } from 'passwork-wasm';
import DropIn, { Passwork as Named, PassworkError as DropInError, type Password as DropInPassword } from 'passwork-wasm/src/passwork-api';
import DropInJs from 'passwork-wasm/src/passwork-api.js';

export type Same = [
  Expect<Equal<typeof DropIn, typeof Passwork>>,
  Expect<Equal<typeof DropInJs, typeof Passwork>>,
  Expect<Equal<typeof Named, typeof Passwork>>,
  Expect<Equal<typeof DropInError, typeof PassworkError>>,
  Expect<Equal<DropInPassword, Password>>,
];
export const client: Passwork = new DropIn('x');
