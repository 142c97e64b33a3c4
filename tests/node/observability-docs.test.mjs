// Every program in docs/observability.md runs; the lines that keep keys out of what is recorded do so.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { folder, manifest, project } from './support/installed.mjs';
import { SCENES, scene } from './support/references-scene.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const document = fs.readFileSync(path.join(root, 'docs', 'observability.md'), 'utf8');
const programs = [...document.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
const [hooks, channels, diagnostics, instrumentation] = programs;

const run = async (code, env, cwd = project) => {
  const command = ['--input-type=module', '-e', code];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd, env: { ...process.env, ...env } });
  return stdout;
};

const environment = ({ generation }, server, world) => ({
  PASSWORK_HOST: generation === 4 ? server.url : server.origin,
  PASSWORK_TOKEN: generation === 4 ? world.apiKey : `${world.tokens.access}:${world.tokens.refresh}`,
  ...(world.masterPassword && { PASSWORK_MASTER_PASSWORD: world.masterPassword }),
});

test('there is a test for each program', () => assert.equal(programs.length, 4));

test('a client tells of itself', async () => {
  assert.equal(await run(diagnostics), `${manifest.version} 64 node none [ 'host' ]\n`);
});

for (const one of SCENES)
  test(`they run: ${one.name}`, async (t) => {
    const { server, world } = await scene(t, one, { vaults: {}, folders: {}, items: {}, shortcuts: {} });
    const env = environment(one, server, world);
    const printed = await run(hooks, env);
    assert.match(printed, /^login: \S+ \/\S+ 200$/m);
    assert.match(printed, /^getTags: \S+ \/\S+ 200\n$/m);
    assert.ok(!printed.includes(env.PASSWORK_TOKEN));
    assert.equal(await run(channels, env), 'login: well\ngetPassword: usage\n');
  });

const EXPORTER = `
import { trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
const exporter = new InMemorySpanExporter();
trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
`;
const LOGIN = `
const { default: Passwork } = await import(${JSON.stringify(pathToFileURL(path.join(folder, 'index.mjs')))});
const passwork = new Passwork(process.env.PASSWORK_HOST);
await passwork.login(process.env.PASSWORK_TOKEN, process.env.PASSWORK_MASTER_PASSWORD);
await passwork.getTags();
console.log(JSON.stringify(exporter.getFinishedSpans().map(({ attributes }) => attributes)));
`;

test('instrumentation of http records the key of API v4, and not with the lines of the document', async (t) => {
  const one = SCENES.find(({ generation }) => generation === 4);
  const { server, world } = await scene(t, one, { vaults: {}, folders: {}, items: {}, shortcuts: {} });
  const env = environment(one, server, world);
  const wholly = instrumentation.replace(/^const ignore.*\n/m, '').replace('{ ignoreOutgoingRequestHook }', '');
  assert.notEqual(wholly, instrumentation);
  const leaking = await run(EXPORTER + wholly + LOGIN, env, root);
  assert.ok(leaking.includes(world.apiKey), 'control: without them the key is there');
  const recorded = await run(EXPORTER + instrumentation + LOGIN, env, root);
  assert.ok(!recorded.includes(world.apiKey));
  assert.ok(JSON.parse(recorded).length > 1, 'control: other requests are recorded');
});
