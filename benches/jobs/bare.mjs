// What nobody can save: the requests of a job, and nothing else. By the platform's fetch, and by node:http with its
// connection kept alive, which is as far down as Node goes.
import fs from 'node:fs';
import http from 'node:http';
import { median, once, settle } from './measure.mjs';

const agent = new http.Agent({ keepAlive: true });

const byFetch = async (url, init) => (await fetch(url, init)).text();

/** A request by node:http: the text of its answer. */
export const byHttp = (url, { method = 'GET', headers, body } = {}) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { agent, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });

const BY = { fetch: byFetch, 'node:http': byHttp };

const HEADERS = { 'Passwork-Auth': 'session-token-1', 'Passwork-MasterHash': 'f'.repeat(64) };

async function repeated(run) {
  const seen = [];
  for (let i = 0; i < 5; i += 1) seen.push(await run());
  return median(seen);
}

/** The two requests of `getPassword(id)`, `by` fetch or node:http. */
export async function twoRequests({ host, by, calls }) {
  const get = async (path) => JSON.parse(await BY[by](`${host}${path}`, { headers: HEADERS })).data;
  await get('/info/version');
  const pairs = async (n) => {
    const { cpu } = await once(async () => {
      for (let i = 0; i < n; i += 1) {
        const { vaultId } = await get('/passwords/pMain');
        await get(`/vaults/${vaultId}`);
      }
    });
    return cpu / n;
  };
  const first = await pairs(20);
  const warm = await repeated(() => pairs(calls));
  await pairs(calls * 10);
  return { first, warm, hot: await repeated(() => pairs(calls)) };
}

/** The large request of an upload or a download (with JSON.parse), the first of a process and later ones. */
export async function largeRequest({ host, file, attachment }) {
  const body = file && new Uint8Array(Math.ceil(fs.statSync(file).size * 2.85)).fill(65);
  const send = file
    ? () => byFetch(`${host}/passwords/pMain/attachment`, { method: 'POST', body })
    : async () => JSON.parse(await byFetch(`${host}/passwords/pMain/attachment/${attachment}`));
  for (const path of ['/info/version', '/passwords/pMain', '/vaults/vSource']) await byFetch(host + path);
  await settle();
  const { wall: first } = await once(send);
  const seen = [];
  for (let i = 0; i < 5; i += 1) seen.push((await once(send)).wall);
  return { first, warm: median(seen) };
}
