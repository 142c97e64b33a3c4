// A route handler.
import '../../suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';

export async function GET(request) {
  const told = JSON.parse(new URL(request.url).searchParams.get('matrix'));
  return Response.json(await globalThis.passworkMatrix.run(Passwork, PassworkError, { told }));
}
