// A server component.
import '../suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';

export default async function Page({ searchParams }) {
  const { matrix } = await searchParams;
  const result = await globalThis.passworkMatrix.run(Passwork, PassworkError, { told: JSON.parse(matrix) });
  return <p>{JSON.stringify(result)}</p>;
}
