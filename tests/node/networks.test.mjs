// docs/networks.md: its programs and commands run, and what it says of proxies, authorities and names of headers is so.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Passwork } from './support/client.mjs';
import { inProject, project } from './support/installed.mjs';
import { company, companyFolder, lacks, startGateway, startProxy } from './support/networks.mjs';
import { SCENES, scene } from './support/references-scene.mjs';

const document = fs.readFileSync(new URL('../../docs/networks.md', import.meta.url), 'utf8');
const all = [...document.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)];
const blocks = (language) => all.filter(([, name]) => name === language).map(([, , code]) => code);
const [byProxy, byCertificate, byGateway, ...others] = blocks('js');

/** A command of the document, as the variables that it sets. */
const variablesOf = (line) =>
  Object.fromEntries([...line.matchAll(/([A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]));
const [extraCa, systemCa, envProxy, ...otherCommands] = blocks('')
  .flatMap((code) => code.trim().split('\n'))
  .map(variablesOf);

test('every program and command of the document is known here', () => {
  assert.deepEqual([...others, ...otherCommands], []);
  assert.match(byProxy, /proxyEnv/);
  assert.match(byCertificate, /cert:/);
  assert.match(byGateway, /headers:/);
  assert.deepEqual(Object.keys(extraCa), ['NODE_EXTRA_CA_CERTS']);
  assert.deepEqual(systemCa, { NODE_USE_SYSTEM_CA: '1' });
  assert.deepEqual(Object.keys(envProxy), ['NODE_USE_ENV_PROXY', 'HTTPS_PROXY', 'NO_PROXY']);
});

const BOTH = [SCENES[0], SCENES[2]];

/** A server behind TLS (or not) of the company, and what a program needs to know of it. */
async function there(t, one, { tls = {}, ...options } = {}) {
  const { server, world } = await scene(t, one);
  const gateway = await startGateway(t, server.origin, { tls, ...options });
  const env = {
    PASSWORK_HOST: one.generation === 4 ? gateway.origin + new URL(server.url).pathname : gateway.origin,
    PASSWORK_TOKEN: one.generation === 4 ? world.apiKey : `${world.tokens.access}:${world.tokens.refresh}`,
    PASSWORK_MASTER_PASSWORD: world.masterPassword,
  };
  return { gateway, env, files: companyFolder(t) };
}

/** Runs a program of the document, whose files lie in the folder in which it is run. */
async function runs(code, env, files) {
  const module = path.join(files.folder, 'node_modules');
  if (!fs.existsSync(module)) fs.symlinkSync(path.join(project, 'node_modules'), module, 'junction');
  const variables = { ...process.env, NO_PROXY: '', ...env };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: files.folder,
    env: variables,
  });
  return stdout;
}

/** Logs in with what the environment says. */
const PROGRAM = `
  import Passwork from 'passwork-wasm';
  try {
    const passwork = new Passwork(process.env.PASSWORK_HOST);
    await passwork.login(process.env.PASSWORK_TOKEN, process.env.PASSWORK_MASTER_PASSWORD);
    console.log((await passwork.getVaults()).length > 0);
  } catch (error) {
    const { kind, message, httpStatus } = error;
    console.log(JSON.stringify({ kind, message, httpStatus, shown: (await import('node:util')).inspect(error, { depth: 9, showHidden: true }) }));
  }`;

for (const one of BOTH) {
  test(`a client certificate: ${one.name}`, async (t) => {
    const tls = { ca: company.authority.cert, requestCert: true };
    const { env, files, gateway } = await there(t, one, { tls });
    assert.equal(await runs(byCertificate, env, files), 'true\n');
    assert.ok(gateway.passed.length > 2);
  });

  test(`a gateway: ${one.name}`, async (t) => {
    const wants = { 'cf-access-client-id': 'abc.access', 'cf-access-client-secret': 'secret of the gateway' };
    const { env, files, gateway } = await there(t, one, { tls: false, wants });
    const tokens = { GATEWAY_ID: 'abc.access', GATEWAY_SECRET: 'secret of the gateway\n' };
    assert.equal(await runs(byGateway, { ...env, ...tokens }, files), 'true\n');
    const { length } = gateway.asked;
    await assert.rejects(
      runs(byGateway, { ...env, GATEWAY_ID: 'abc.access' }, files),
      /usage|CF-Access-Client-Secret must have a text/,
    );
    assert.equal(gateway.asked.length, length);
  });

  test(`a proxy by the agent: ${one.name}`, { skip: lacks('--use-env-proxy') }, async (t) => {
    const { env, files, gateway } = await there(t, one);
    const proxy = await startProxy(t);
    const variables = { ...env, COMPANY_PROXY: `http://${proxy.host}`, NODE_EXTRA_CA_CERTS: files.ca };
    assert.equal(await runs(byProxy, variables, files), 'true\n');
    assert.equal(proxy.seen[0], `CONNECT ${new URL(gateway.origin).host}`);
  });

  test(`a proxy by the environment: ${one.name}`, { skip: lacks('--use-env-proxy') }, async (t) => {
    const { env, files, gateway } = await there(t, one);
    const proxy = await startProxy(t, { password: 'ada:pa55word-of-ada' });
    const by = (address) => {
      const variables = { ...envProxy, ...env, HTTPS_PROXY: address, NODE_EXTRA_CA_CERTS: files.ca };
      return runs(PROGRAM, { ...variables, NO_PROXY: 'localhost' }, files);
    };
    assert.equal(await by(`http://ada:pa55word-of-ada@${proxy.host}`), 'true\n');
    assert.deepEqual(new Set(proxy.seen), new Set([`CONNECT ${new URL(gateway.origin).host}`]));
    const { length } = gateway.asked;
    for (const user of ['', 'ada:wrong-pa55word@']) {
      const seen = JSON.parse(await by(`http://${user}${proxy.host}`));
      assert.deepEqual([seen.kind, seen.httpStatus], ['network', 'serverError']);
      assert.match(seen.message, /The proxy wants a user name and a password: write them into its address/);
      assert.doesNotMatch(seen.shown, /pa55word/);
    }
    assert.equal(gateway.asked.length, length);
  });

  test(`a proxy by the environment, for http: ${one.name}`, { skip: lacks('--use-env-proxy') }, async (t) => {
    const { env, files } = await there(t, one, { tls: false });
    const proxy = await startProxy(t, { password: 'ada:pa55word-of-ada' });
    const by = (address) => runs(PROGRAM, { ...env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: address }, files);
    assert.equal(await by(`http://ada:pa55word-of-ada@${proxy.host}`), 'true\n');
    assert.ok(proxy.seen.every((line) => line.includes(env.PASSWORK_HOST)));
    const seen = JSON.parse(await by(`http://${proxy.host}`));
    assert.deepEqual([seen.kind, seen.httpStatus], ['api', 407]);
    assert.match(seen.message, /The proxy wants a user name and a password: write them into its address/);
  });
}

test('a proxy that refuses the host, and one that is passed by', { skip: lacks('--use-env-proxy') }, async (t) => {
  const { env, files, gateway } = await there(t, SCENES[0]);
  const proxy = await startProxy(t, { refuses: true });
  const seen = JSON.parse(
    await runs(
      PROGRAM,
      { ...env, NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: `http://${proxy.host}`, NODE_EXTRA_CA_CERTS: files.ca },
      files,
    ),
  );
  assert.equal(seen.kind, 'network');
  assert.match(seen.message, /the proxy refused to connect to the host.*\(ERR_PROXY_TUNNEL\)/);
  assert.equal(gateway.asked.length, 0);
  const variables = { ...env, COMPANY_PROXY: `socks5://${proxy.host}`, NODE_EXTRA_CA_CERTS: files.ca };
  assert.equal(await runs(byProxy, variables, files), 'true\n');
  assert.equal(proxy.seen.length, 1);
});

for (const one of BOTH) {
  test(`the company's authority, by a file: ${one.name}`, async (t) => {
    const { env, files } = await there(t, one);
    assert.equal(await runs(PROGRAM, { ...env, NODE_EXTRA_CA_CERTS: extraCa.NODE_EXTRA_CA_CERTS }, files), 'true\n');
  });
}

const noSystem =
  process.platform === 'linux' ? lacks('--use-system-ca') : 'the store of the system is not ours to change';

test("the company's authority, by the system", { skip: noSystem }, async (t) => {
  const { env, files } = await there(t, SCENES[0]);
  const system = { SSL_CERT_FILE: files.ca, SSL_CERT_DIR: files.folder };
  const without = JSON.parse(await runs(PROGRAM, { ...env, ...system }, files));
  assert.equal(without.kind, 'network');
  assert.equal(await runs(PROGRAM, { ...env, ...system, ...systemCa }, files), 'true\n');
});

test('names of headers that are not the caller’s are those that the document lists', async () => {
  const line = document.split('\n').find((text) => text.includes("Names that are the client's own"));
  const names = [...line.slice(line.indexOf(': `')).matchAll(/`([\w-]+…?)`/g)].map(([, name]) => name);
  const source = fs.readFileSync(new URL('../../src/core/client/given_headers.rs', import.meta.url), 'utf8');
  const [, list] = /const TAKEN: [^=]*= \[([^\]]*)\]/.exec(source);
  const taken = [...list.matchAll(/^ +"([^"]+)"/gm)].map(([, name]) => name);
  assert.deepEqual(names.map((name) => name.toLowerCase().replace('…', '')).sort(), taken.sort());
  for (const name of names) {
    const headers = { [name.replace('…', 'x').replaceAll('-', '_')]: 'x' };
    const client = new Passwork({ host: 'http://127.0.0.1:9', apiVersion: 4, token: 'T', headers });
    await assert.rejects(client.userInfo(), { kind: 'usage' });
  }
});

test('the build for pages takes headers, and refuses the agent', async () => {
  const code = `
    globalThis.window = globalThis;
    require('passwork-wasm/web/dist/passwork-web-api.js');
    const asked = [];
    globalThis.fetch = async (url, init) => (asked.push(init.headers['X-Gate']), Response.json({ data: 'x' }));
    const of = (options) => passwork({ host: 'http://127.0.0.1:9', apiVersion: 4, token: 'T', ...options }).userInfo();
    (async () => {
      const seen = [await of({ headers: { 'X-Gate': 'a' } })];
      for (const options of [{ httpAgent: new (require('http').Agent)() }, { headers: { Host: 'a' } }])
        seen.push(await of(options).catch(({ kind, message }) => kind + ' ' + message));
      print([asked, ...seen]);
    })();`;
  const [asked, there, agent, host] = await inProject('commonjs', code);
  assert.deepEqual([asked, there], [['a'], 'x']);
  assert.match(agent, /^usage .*the option 'httpAgent' takes an http\.Agent or https\.Agent, in Node only/);
  assert.match(host, /^usage .*Host is a header of the client's own/);
});

test('where there is no Node, the agent is refused', async () => {
  const code = `
    Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Cloudflare-Workers' }, configurable: true });
    const Passwork = require('passwork-wasm');
    const passwork = new Passwork({ host: 'http://127.0.0.1:9', apiVersion: 4, token: 'T', httpAgent: new (require('http').Agent)() });
    passwork.userInfo().catch(({ kind }) => print(kind));`;
  assert.equal(await inProject('commonjs', code), 'usage');
});
