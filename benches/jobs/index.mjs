// The jobs. Each runs in a process of its own, with any of the three clients: they have the same methods.
import { API_KEY, MASTER_PASSWORD } from '../server/names.mjs';
import { memories } from './memory.mjs';
import { median, once, peakMemory, perRun, settle } from './measure.mjs';

async function loggedIn({ load, host }) {
  const Client = await load();
  const client = new Client({ host });
  await client.login(API_KEY, MASTER_PASSWORD);
  return client;
}

/** `getPassword()` and `getCustoms()` of twenty fields. */
export async function small(given) {
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

/** `await getPassword(id)`, one after the other. */
export async function getPassword(given) {
  const client = await loggedIn(given);
  const calls = async (n) => {
    for (let i = 0; i < n; i += 1) await client.getPassword('pMain');
  };
  await calls(given.calls);
  const seen = [];
  for (let i = 0; i < 5; i += 1) seen.push(await once(() => calls(given.calls)));
  const each = (clock) => median(seen.map((s) => s[clock])) / given.calls;
  return { cpu: each('cpu'), wall: each('wall') };
}

/** The first upload of a process, as most are; then, for those that are fast enough, more of them. */
export async function upload(given) {
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
export async function download(given) {
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

export async function list(given) {
  const client = await loggedIn(given);
  await client.getPasswords('ascii1000');
  const seen = [];
  for (let i = 0; i < given.rounds; i += 1) {
    const { wall, cpu, value } = await once(() => client.getPasswords(given.vault));
    if (value.length !== given.count) throw new Error('wrong length');
    for (let n = 1; n < value.length; n += 1) {
      if (value[n - 1].name.localeCompare(value[n].name) > 0) throw new Error('not sorted');
    }
    seen.push({ wall, cpu });
  }
  return { wall: median(seen.map((s) => s.wall)), cpu: median(seen.map((s) => s.cpu)) };
}

/** `copyFolder`; the server counts requests. */
export async function copy(given) {
  let client = await loggedIn(given);
  const stats = given.host.replace(/(:\d+).*/, '$1/stats');
  await (await fetch(stats, { method: 'POST' })).text();
  const isOurs = given.implementation === 'ours';
  if (isOurs && given.lanes !== 8) client = client.with({ concurrency: given.lanes });
  const { wall, cpu } = await once(() => client.copyFolder('fMany', 'vTarget', null, isOurs ? undefined : given.lanes));
  const { requests, maxInFlight } = await (await fetch(stats)).json();
  return { wall, cpu, requests, maxInFlight };
}

/** `login`: three requests and 300,000 rounds; and the rounds alone, by `crypto.subtle`. */
export async function login(given) {
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

export { memories };
