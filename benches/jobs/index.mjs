// The jobs. Each runs in a process of its own, with any of the three clients: they have the same methods.
import { API_KEY, MASTER_PASSWORD } from '../server/names.mjs';
import { byHttp, largeRequest, twoRequests } from './bare.mjs';
import { generations } from './generations.mjs';
import { median, once, peakMemory, perRun, settle } from './measure.mjs';
import { memories } from './memory.mjs';
import { sideBySide } from './side-by-side.mjs';

async function loggedIn({ load, host }) {
  const Client = await load();
  const client = new Client({ host });
  await client.login(API_KEY, MASTER_PASSWORD);
  return client;
}

/** `getPassword()` and `getCustoms()` of twenty fields. */
async function small(given) {
  const password = await (await loggedIn(given)).getPassword('pMain');
  const text = password.getPassword();
  const fields = password.getCustoms();
  if (text.length !== 20 || fields.length !== 20 || fields[19].value.length !== 24) throw new Error('wrong values');
  const scale = given.implementation === 'baseline' ? 1 : 8;
  return {
    password: perRun(password.getPassword, { batch: 150 * scale }),
    customs: perRun(password.getCustoms, { batch: 8 * scale }),
  };
}

/** The first calls of a process, as a program that reads some secrets has them: `getPassword()` and `getCustoms()`, each cold. */
async function cold(given) {
  const password = await (await loggedIn(given)).getPassword('pMain');
  const calls = (run, n) => {
    const cpu = process.cpuUsage();
    const start = performance.now();
    for (let i = 0; i < n; i += 1) run();
    const wall = (performance.now() - start) / n;
    const { user, system } = process.cpuUsage(cpu);
    return { wall, cpu: (user + system) / 1000 / n };
  };
  const run = password[given.helper];
  return { first: calls(run, 100), next: calls(run, given.implementation === 'baseline' ? 300 : 1_900) };
}

/** `await getPassword(id)`, one after the other. */
async function getPassword(given) {
  const client = await loggedIn(given);
  const calls = async (n) => {
    const { cpu, wall } = await once(async () => {
      for (let i = 0; i < n; i += 1) await client.getPassword('pMain');
    });
    return { cpu: cpu / n, wall: wall / n };
  };
  // As a program has it that wants some passwords, and as one that never stops.
  const some = async () => {
    const seen = [];
    for (let i = 0; i < 5; i += 1) seen.push(await calls(given.calls));
    const middle = (clock) => median(seen.map((s) => s[clock]));
    return { cpu: middle('cpu'), wall: middle('wall') };
  };
  const first = await calls(20);
  await calls(given.calls);
  const warm = await some();
  await calls(given.calls * 10);
  return { first, warm, hot: await some() };
}

/**
 * One write after the other, each on a connection that was used just now; and, as the first of a process, a write on one
 * that has been idle for more than a second: it is not risked there, but sent on a new one (loading.md).
 */
async function edit(given) {
  const client = await loggedIn(given);
  const write = () => client.editPassword('pMain', { name: 'shop', login: 'app', password: 'correct horse' });
  await write();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const { wall: idle } = await once(write);
  const calls = async (n) => {
    const { cpu, wall } = await once(async () => {
      for (let i = 0; i < n; i += 1) await write();
    });
    return { cpu: cpu / n, wall: wall / n };
  };
  await calls(given.calls * 5);
  return { idle, ...(await calls(given.calls * 5)) };
}

/** The first upload of a process, as most are; then, for those that are fast enough, more of them. */
async function upload(given) {
  const client = await loggedIn(given);
  await client.getPassword('pMain');
  await settle();
  const peak = peakMemory();
  const send = () => once(() => client.addPasswordAttachment('pMain', given.file));
  const { wall, cpu } = await send();
  const memory = peak();
  const more = [];
  for (let i = 0; i < given.more; i += 1) more.push((await send()).wall);
  return { wall, cpu, memory, warm: more.length ? median(more) : wall };
}

/** `getAttachment` and `getData()`. */
async function download(given) {
  const client = await loggedIn(given);
  await client.getPassword('pMain');
  await settle();
  const peak = peakMemory();
  const fetchAll = async () => {
    const attachment = await client.getAttachment('pMain', given.attachment);
    const start = performance.now();
    const bytes = attachment.getData();
    if (bytes.length !== given.size) throw new Error('wrong length');
    return performance.now() - start;
  };
  const { wall, cpu, value: getData } = await once(fetchAll);
  const memory = peak();
  const more = [];
  for (let i = 0; i < given.more; i += 1) more.push((await once(fetchAll)).wall);
  return { wall, cpu, getData, memory, warm: more.length ? median(more) : wall };
}

/** The same for a server without client-side encryption. */
async function downloadPlain(given) {
  const Client = await given.load();
  const client = new Client({ host: given.host });
  await client.login(API_KEY);
  const seen = [];
  for (let i = -1; i < given.more; i += 1) {
    const { wall, value } = await once(async () => (await client.getAttachment('pMain', given.attachment)).getData());
    if (value.length !== given.size) throw new Error('wrong length');
    if (i >= 0) seen.push(wall);
  }
  return { warm: median(seen) };
}

/** A long list, by all clients in turn in one process: differences of a few per cent do not survive anything else. */
async function list(given) {
  const clients = {};
  const { clients: names = ['baseline', 'floor', 'ours'] } = given;
  for (const name of names) {
    clients[name] = await loggedIn({ ...given, load: () => given.loadAs(name) });
  }
  const seen = Object.fromEntries(names.map((name) => [name, []]));
  for (let i = -1; i < given.rounds; i += 1) {
    for (let n = 0; n < names.length; n += 1) {
      const name = names[(n + i + 1) % names.length];
      globalThis.gc();
      const { wall, cpu, value } = await once(() => clients[name].getPasswords(given.vault));
      if (value.length !== given.count) throw new Error('wrong length');
      for (let k = 1; k < value.length; k += 1) {
        if (value[k - 1].name.localeCompare(value[k].name) > 0) throw new Error('not sorted');
      }
      if (i >= 0) seen[name].push({ wall, cpu });
    }
  }
  const middle = (name, clock) => median(seen[name].map((s) => s[clock]));
  return Object.fromEntries(names.map((name) => [name, { wall: middle(name, 'wall'), cpu: middle(name, 'cpu') }]));
}

/** `copyFolder`; the server counts requests. */
async function copy(given) {
  let client = await loggedIn(given);
  const stats = given.host.replace(/(:\d+).*/, '$1/stats');
  await byHttp(stats, { method: 'POST' }); // a process that has used fetch goes on using it
  const isOurs = given.implementation === 'ours';
  if (isOurs && given.lanes !== 8) client = client.with({ concurrency: given.lanes });
  const { wall, cpu } = await once(() => client.copyFolder('fMany', 'vTarget', null, isOurs ? undefined : given.lanes));
  const { requests, maxInFlight } = JSON.parse(await byHttp(stats));
  return { wall, cpu, requests, maxInFlight };
}

/** `login`: three requests and 300,000 rounds; and the rounds alone, by `crypto.subtle`. */
async function login(given) {
  const Client = await given.load();
  const client = new Client({ host: given.host });
  await client.login(API_KEY, MASTER_PASSWORD);
  const encoder = new TextEncoder();
  const subtle = async () => {
    const key = await crypto.subtle.importKey('raw', encoder.encode(MASTER_PASSWORD), 'PBKDF2', false, ['deriveBits']);
    const rule = { name: 'PBKDF2', hash: 'SHA-256', salt: encoder.encode('s'.repeat(32)), iterations: 300_000 };
    return crypto.subtle.deriveBits(rule, key, 512);
  };
  const seen = { login: [], subtle: [] };
  for (let i = 0; i < given.rounds; i += 1) {
    seen.login.push((await once(() => client.login(API_KEY, MASTER_PASSWORD))).wall);
    seen.subtle.push((await once(subtle)).wall);
  }
  return { wall: median(seen.login), subtle: median(seen.subtle) };
}

export const jobs = {
  small,
  cold,
  getPassword,
  edit,
  upload,
  download,
  downloadPlain,
  list,
  copy,
  login,
  memories,
  twoRequests,
  largeRequest,
  sideBySide,
  generations,
};
