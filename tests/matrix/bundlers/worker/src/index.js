// A Cloudflare Worker: a round trip for each request, or one client for all of them.
import './suite.js';
import Passwork, { PassworkError } from 'passwork-wasm';
import { createTestServer } from 'passwork-wasm/testing';

let shared;

/** `host`: makes the client and logs it in; else what it says of a password, or why not. */
async function ofSharedClient({ host, apiKey, masterPassword, close }) {
  try {
    if (host) {
      shared = new Passwork(host);
      await shared.login(apiKey, masterPassword);
    }
    if (close) await shared.close();
    return { password: (await shared.getPassword('github')).getPassword() };
  } catch (error) {
    return { kind: error.kind, message: error.message };
  }
}

export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/shared') return Response.json(await ofSharedClient(Object.fromEntries(searchParams)));
    const told = JSON.parse(searchParams.get('matrix'));
    return Response.json(await globalThis.passworkMatrix.run(Passwork, PassworkError, { told, createTestServer }));
  },
};
