// The server of users' tests, judged by the kits: what a kit's scenarios ask of the kit's server is asked of ours too, over the
// same sealed contents, and the answers must be equal but for ids and times.
//
//   const recorded = await recordKit('conformance', worldNames);  // runs the kit once; [{name, scenario, world, exchanges}]
//   const differences = await replay(exchanges, server, rules);   // [] if all is equal
//
// Among the exchanges there may be an `{event}`: a function of the server that is called at that moment.
// `rules`: {isMadeUp(text), isTime(member)}: which texts of the kit's answers are ids or tokens of its own making, to which ours
// are found by their place; and which members hold times. A scenario that needs faults or options of its server is not `usual`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import v8 from 'node:v8';
import { folder } from './installed.mjs';

const tests = fileURLToPath(new URL('../..', import.meta.url));

/** What a scenario says if it does something to its server. */
const TOUCHES = /addFault|expireAll|startServer|server\.(?:state|expire|close|setClock|clock)|world\.state|\bfetch\b/;

/**
 * Runs a kit (a folder of tests/) with the package, and gives what each scenario asked and was answered, with its world as it
 * was then (plain data, without functions). `worldNames`: of the worlds that are wanted. `tools`: what the kit hands to the
 * files of its scenarios, `across` apart; `usualWorld`: of scenarios that name none.
 */
export async function recordKit(kit, worldNames, { tools = {}, usualWorld } = {}) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'replay-'));
  const [file, worldsFile] = ['recorded', 'worlds'].map((name) => path.join(scratch, name));
  const recorder = fileURLToPath(new URL('kit-recorder.cjs', import.meta.url));
  const args = [path.join(tests, kit, 'run.mjs'), '--module', recorder, '--verbose'];
  const places = { RECORDED_TO: file, RECORDED_WORLDS: worldsFile, KIT_WORLDS: path.join(tests, kit, 'world.mjs') };
  Object.assign(places, { KIT_WORLD_NAMES: worldNames.join() });
  const env = { ...process.env, RECORDED_MODULE: folder, ...places };
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  await once(child, 'exit');
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
  const worlds = v8.deserialize(fs.readFileSync(worldsFile));
  fs.rmSync(scratch, { recursive: true });
  const scenarios = await scenariosOf(kit, tools);
  return lines.map((line) => {
    const { name, exchanges } = JSON.parse(line);
    const scenario = scenarios.get(name);
    return { name, exchanges, scenario, world: worlds.get(scenario.world ?? usualWorld) };
  });
}

async function scenariosOf(kit, tools) {
  const across = (worlds, base) => worlds.map((world) => ({ ...base, world, name: `${base.name}@${world}` }));
  const place = path.join(tests, kit, 'scenarios');
  const all = new Map();
  for (const file of fs.readdirSync(place)) {
    const { default: made } = await import(pathToFileURL(path.join(place, file)).href);
    if (!made) continue; // a helper of other files
    const list = typeof made === 'function' ? await made({ ...tools, across }) : made;
    for (const scenario of list) all.set(scenario.name, scenario);
  }
  return all;
}

/** Whether a scenario needs nothing of its server but what servers do. */
export const isUsual = ({ scenario }) => !scenario.server && !TOUCHES.test(String(scenario.run));

/** Asks a test server what the kit's was asked, one after the other; gives what differs. */
export async function replay(exchanges, server, { isMadeUp, isTime }) {
  const ours = new Map();
  const differences = [];
  const { origin } = new URL(server.host);
  for (const { event, method, path: asked, headers, body, status, text } of exchanges) {
    if (event) server[event]();
    if (status === undefined) continue; // no request, or given up by the client
    const renamed = (value) => ours.get(value) ?? value;
    const [place, query] = asked.split('?');
    const address = place.split('/').map((part) => encodeURIComponent(renamed(decodeURIComponent(part))));
    const own = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, renamedWords(value, renamed)]),
    );
    const sent = body === undefined ? undefined : JSON.stringify(mapped(JSON.parse(body), renamed));
    const url = origin + address.join('/') + (query === undefined ? '' : `?${renamedQuery(query, renamed)}`);
    const response = await server.fetch(url, { method, headers: own, body: sent });
    const where = `${method} ${asked}`;
    const got = await response.text();
    if (response.status !== status) {
      differences.push(`${where}: ${status} expected, got ${response.status} ${got.slice(0, 200)}`);
      continue;
    }
    const [theirs, mine] = [text, got].map(parsed);
    compare(theirs, mine, where, { isMadeUp, isTime, ours, differences });
  }
  return differences;
}

const renamedWords = (value, renamed) => value.split(' ').map(renamed).join(' ');

function renamedQuery(query, renamed) {
  const entries = [...new URLSearchParams(query)].map(([name, value]) => [name, renamed(value)]);
  return new URLSearchParams(entries).toString();
}

/** JSON, out of the envelope of Passwork 7 if it is in one. */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value?.format === 'base64' ? JSON.parse(Buffer.from(value.content, 'base64').toString()) : value;
  } catch {
    return text;
  }
}

/** Of a request within a batch. */
const isAddress = (text) => /^\/api\/v\d\//.test(text);

/** Texts and names of members by another name. */
function mapped(value, renamed) {
  if (typeof value === 'string') return isAddress(value) ? value.split('/').map(renamed).join('/') : renamed(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, renamed));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [renamed(name), mapped(one, renamed)]));
}

function compare(theirs, mine, where, rules) {
  const { isMadeUp, isTime, ours, differences } = rules;
  if (typeof theirs === 'string' && typeof mine === 'string' && theirs !== mine && isMadeUp(theirs)) {
    const known = ours.get(theirs);
    if (known === undefined) ours.set(theirs, mine);
    else if (known !== mine) differences.push(`${where}: ${theirs} was ${known}, and is ${mine}`);
    return;
  }
  const isObject = (value) => value !== null && typeof value === 'object';
  if (!isObject(theirs) || !isObject(mine) || Array.isArray(theirs) !== Array.isArray(mine)) {
    if (theirs !== mine) differences.push(`${where}: ${short(theirs)} expected, got ${short(mine)}`);
    return;
  }
  for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    if (isTime(name) && typeof theirs[name] === typeof mine[name]) continue;
    compare(theirs[name], mine[name], `${where} .${name}`, rules);
  }
}

const short = (value) => String(JSON.stringify(value)).slice(0, 120);
