// A Cloudflare Worker: a round trip for each request.
import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';

export default {
  async fetch(request) {
    const told = JSON.parse(new URL(request.url).searchParams.get('matrix'));
    return Response.json(await globalThis.passworkMatrix.run(Passwork, PassworkError, { told }));
  },
};
