// The option `httpAgent`: the agent by which Node's HTTP client sends the requests of one client.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run, serve } from './support/http.mjs';
import { inProject } from './support/installed.mjs';
import { company, companyFolder, lacks, startGateway, startProxy } from './support/networks.mjs';
import { SCENES, scene } from './support/references-scene.mjs';

/** An agent that counts what goes through it. */
const COUNTING = `
  const http = require('http'), https = require('https');
  let through = 0;
  class Counting extends http.Agent {
    addRequest(...args) { through += 1; return super.addRequest(...args); }
  }`;

const PROGRAM = `
  const https = require('node:https'), fs = require('node:fs');
  const Passwork = require('passwork-wasm');
  const read = async (options) => {
    try {
      const passwork = new Passwork({ host: told.host, ...options });
      await passwork.login(told.pair, told.masterPassword);
      const item = await passwork.getPassword(told.id);
      const secret = item.getPassword();
      const file = (await passwork.getAttachment(told.id, item.attachments[0].id)).getData().length;
      const { id } = await passwork.addPassword({ vaultId: item.vaultId, name: 'n', password: 'x' });
      await passwork.deletePassword(id);
      await passwork.close();
      return { secret, hasFile: file > 0 };
    } catch (error) {
      const { kind, message, httpStatus } = error;
      return { kind, message, httpStatus, cause: error.cause?.message };
    }
  };`;

const READ = { secret: 'S3cret of top', hasFile: true };

/** A server behind TLS of the company, and a program that reads and writes there. */
async function company4and7(t, one, tls = {}) {
  const there = await scene(t, one);
  const gateway = await startGateway(t, there.server.origin, { tls });
  const { world } = there;
  const told = {
    host: one.generation === 4 ? gateway.origin + new URL(there.server.url).pathname : gateway.origin,
    pair: one.generation === 4 ? world.apiKey : { token: world.tokens.access, refreshToken: world.tokens.refresh },
    masterPassword: world.masterPassword ?? null,
    id: there.id('top'),
    files: companyFolder(t),
  };
  const program = (code, env) =>
    inProject(
      'commonjs',
      `const told = ${JSON.stringify(told)};${PROGRAM}(async () => { ${code} })().then(print);`,
      [],
      env,
    );
  return { gateway, program, told };
}

const MUTUAL = { ca: company.authority.cert, requestCert: true, rejectUnauthorized: true };

for (const one of SCENES)
  test(`the company's authority and a certificate of one's own, for every request: ${one.name}`, async (t) => {
    const { gateway, program } = await company4and7(t, one, MUTUAL);
    const seen = await program(`
      const { ca, cert, key } = told.files;
      const files = (names) => Object.fromEntries(Object.entries(names).map(([name, file]) => [name, fs.readFileSync(file)]));
      const without = await read({ httpAgent: new https.Agent(files({ ca })) });
      const httpAgent = new https.Agent({ ...files({ ca, cert, key }), keepAlive: true });
      const all = await read({ httpAgent });
      const again = await read({ httpAgent }); // close() leaves it alone
      httpAgent.destroy();
      return { without, all, again, unknown: await read({}) };`);
    assert.deepEqual(seen.all, READ);
    assert.deepEqual(seen.again, READ);
    assert.equal(seen.without.kind, 'network');
    assert.equal(seen.unknown.kind, 'network');
    assert.match(seen.unknown.message, /NODE_EXTRA_CA_CERTS/);
    assert.ok(gateway.passed.length > 6);
  });

test('who shows no certificate is told so, where the server says it', async (t) => {
  const { program } = await company4and7(t, SCENES[0], MUTUAL);
  const cause = `Object.assign(new Error('x'), { code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' })`;
  const seen = await program(`return read({ fetch: () => Promise.reject(${cause}) });`);
  assert.match(seen.message, /demands a client certificate: in Node give the option httpAgent/);
});

test('a proxy by the agent alone', { skip: lacks('--use-env-proxy') }, async (t) => {
  for (const one of [SCENES[0], SCENES[2]]) {
    const { program, gateway } = await company4and7(t, one);
    const proxy = await startProxy(t, { password: 'ada:pa55word-of-ada' });
    const proxyOf = (user) => `http://${user}${proxy.host}`;
    const seen = await program(`
      const ca = fs.readFileSync(told.files.ca);
      const by = (proxy) => read({ httpAgent: new https.Agent({ ca, proxyEnv: { HTTPS_PROXY: proxy } }) });
      return [await by('${proxyOf('ada:pa55word-of-ada@')}'), await by('${proxyOf('')}'), await by('${proxyOf('ada:wrong-pa55word@')}')];`);
    assert.deepEqual(seen[0], READ);
    assert.deepEqual(new Set(proxy.seen), new Set([`CONNECT ${new URL(gateway.origin).host}`]));
    // What is for the server goes through the tunnel.
    for (const name of proxy.connects) assert.match(name, /^(host|connection|proxy-[a-z]+)$/);
    for (const error of seen.slice(1)) {
      assert.equal(error.kind, 'network');
      assert.match(
        error.message,
        /The proxy wants a user name and a password: write them into its address, http:\/\/user:password@/,
      );
      assert.doesNotMatch(JSON.stringify(error), /pa55word/);
    }
  }
});

test('it comes before all that the program has set, and only for its client', async (t) => {
  const { asked, host } = await serve(t, () => {});
  const prelude = `${COUNTING}
    globalThis.fetch = async () => { throw new Error('the fetch of the program'); };
    http.globalAgent = new (class extends http.Agent { addRequest() { throw new Error('the agent of the program'); } })();
    for (const number of [1, 2]) globalThis[Symbol.for('undici.globalDispatcher.' + number)] = { dispatch() { throw new Error('x'); } };
    const told = []; console.log = () => {}; console.debug = (line) => told.push(line);`;
  const code = `
    const seen = [await passwork.userInfo(), await passwork.with({ retry: 1 }).userInfo()];
    const other = new Passwork({ host: ${JSON.stringify(host)}, token: 'T', apiVersion: 4 });
    return [...seen, through, await other.userInfo().catch((error) => error.kind), told.length, told[0]];`;
  const seen = await run(host, code, { prelude, options: 'httpAgent: new Counting(), debug: true' });
  const line = "passwork-wasm: requests leave by Node's HTTP client and the agent of the options";
  assert.deepEqual(seen, ['x', 'x', 2, 'network', 1, line]);
  assert.equal(asked.length, 2);
});

test('what is no agent, or cannot be used, is said before anything is sent', async (t) => {
  const { asked, host } = await serve(t, () => {});
  const secure = await serve(t, () => {}, company.server);
  const prelude = `${COUNTING}
    const agent = new Counting();
    const throwing = { get addRequest() { throw new Error('a getter'); } };
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const of = async (options, host = ${JSON.stringify(host)}) => {
      const client = new Passwork({ host, token: 'T', apiVersion: 4, ...options });
      return Promise.all([client.userInfo(), client.editVault('v', 'n'), client.with({ retry: 2 }).getTags()].map((call) =>
        call.then(() => 'sent', ({ kind, message }) => kind + ' ' + message)));
    };`;
  const code = `
    const all = {};
    const dispatcher = { dispatch() {}, close() {}, destroy() {} };
    for (const [name, httpAgent] of Object.entries({ number: 5, no: false, text: 'http', object: {}, list: [agent], pair: { http: agent },
      throwing, revoked, dispatcher, class: http.Agent }))
      all[name] = await of({ httpAgent });
    all.beside = await of({ httpAgent: agent, fetch: () => { throw new Error('asked'); } });
    const { versions } = process;
    const as = (name) => Object.defineProperty(process, 'versions', { value: { ...versions, [name]: '2.0' }, configurable: true });
    as('bun');
    all.bun = await of({ httpAgent: agent });
    as('deno');
    all.deno = await of({ httpAgent: agent });
    Object.defineProperty(process, 'versions', { value: versions });
    const protocols = [
      await of({ httpAgent: new https.Agent() }),
      await of({ httpAgent: agent }, ${JSON.stringify(secure.host)}),
    ];
    return { all, protocols, none: await of({ httpAgent: null }), undef: await of({ httpAgent: undefined }), through };`;
  const { all, protocols, ...others } = await run(host, code, { prelude });
  for (const [what, lines] of Object.entries(all))
    for (const line of lines)
      assert.match(
        line,
        /^usage .*the option 'httpAgent' takes an http\.Agent or https\.Agent, in Node only, and not beside/,
        what,
      );
  for (const lines of protocols)
    for (const line of lines)
      assert.match(
        line,
        /^usage .*the option 'httpAgent' is for the other protocol: .*https:\/\/ takes an https\.Agent.*Nothing was sent/,
      );
  assert.deepEqual(others, { none: ['sent', 'sent', 'sent'], undef: ['sent', 'sent', 'sent'], through: 0 });
  assert.equal(asked.length, 6);
  assert.equal(secure.asked.length, 0);
});

test('a redirect to https is refused, and not tried with an agent for http', async (t) => {
  const secure = await serve(t, () => {}, company.server);
  const { host } = await serve(t, () => ({
    status: 301,
    headers: { location: `${secure.host}/api/v4/user/info` },
    body: '',
  }));
  const code = `return passwork.userInfo().catch(({ kind, message }) => kind + ' ' + message);`;
  const seen = await run(host.replace('127.0.0.1', 'localhost'), code, {
    prelude: COUNTING,
    options: 'httpAgent: new Counting()',
  });
  assert.match(seen, /^notApi .*redirects to https, .*use https:\/\/localhost:\d+\/api\/v4 as the host/);
  assert.equal(secure.asked.length, 0);
});

test('an agent that fails fails its own call, and one that is for no pool at all works', async (t) => {
  const { asked, host } = await serve(t, () => {});
  const prelude = `${COUNTING}
    const net = require('net');
    const bare = { addRequest(request, options) { request.onSocket(net.connect({ host: options.host ?? options.hostname, port: options.port })); } };
    const sync = { addRequest() { throw new TypeError('sync'); } };
    const late = { addRequest(request) { setImmediate(() => request.onSocket(null, Object.assign(new Error('late'), { code: 'ECONNREFUSED' }))); } };
    const never = { addRequest() {} };`;
  const code = `
    const of = (httpAgent) => new Passwork({ host: ${JSON.stringify(host)}, token: 'T', apiVersion: 4, httpAgent }).userInfo()
      .catch(({ kind, cause }) => kind + ' ' + cause.message);
    const timer = setInterval(() => {}, 1_000);
    const lost = await new Passwork({ host: ${JSON.stringify(host)}, token: 'T', apiVersion: 4, httpAgent: never, totalTimeout: 50 })
      .userInfo().catch(({ kind }) => kind);
    clearInterval(timer);
    return [await of(bare), await of(sync), await of(late), lost, await passwork.userInfo()];`;
  assert.deepEqual(await run(host, code, { prelude }), ['x', 'network sync', 'network late', 'timeout', 'x']);
  assert.equal(asked.length, 2);
});
