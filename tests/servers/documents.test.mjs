// Every program of docs/servers.md takes the place of the example's own, and has to pass the example's tests.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { copyExample } from './support/example.mjs';

const frameworks = process.env.PASSWORK_FRAMEWORKS;
if (!frameworks)
  throw new Error('PASSWORK_FRAMEWORKS names no folder: run these tests by `npm test -- --only servers`');

const document = fs.readFileSync(fileURLToPath(new URL('../../docs/servers.md', import.meta.url)), 'utf8');
const programs = [...document.matchAll(/^```(js|ts)\n\/\/ server\.m?\1, (\S+)\n([\s\S]*?)^```$/gm)].map(
  ([, language, framework, code]) => ({ language, framework, code }),
);

/** How a program ends after a signal: NestJS gives it to itself again. */
const ENDS = { Fastify: { SIGTERM: 0 }, NestJS: { SIGTERM: 'SIGTERM' }, Hono: { SIGTERM: 0 } };

test('each block is a program that is run', () => {
  assert.equal(programs.length, document.match(/^```/gm).length / 2);
  assert.deepEqual(
    programs.map(({ framework }) => framework),
    Object.keys(ENDS),
  );
});

/** The program in the place of the example's; only what the framework brings is installed beside the package. */
async function projectOf({ language, code }) {
  const folder = copyExample('server-express');
  for (const name of ['app.mjs', 'server.mjs']) fs.rmSync(path.join(folder, name));
  const options = { loader: language, tsconfigRaw: { compilerOptions: { experimentalDecorators: true } } };
  const program = language === 'ts' ? (await transform(code, options)).code : code;
  fs.writeFileSync(path.join(folder, 'server.mjs'), program);
  fs.symlinkSync(path.join(frameworks, 'node_modules'), path.join(folder, '../node_modules'), 'junction');
  fs.mkdirSync(path.join(folder, 'node_modules'));
  fs.symlinkSync(path.join(folder, '../../pkg'), path.join(folder, 'node_modules/passwork-wasm'), 'junction');
  return folder;
}

for (const program of programs) {
  const folder = await projectOf(program);
  const { serverTests } = await import(path.join(folder, 'tests/lib/scenarios.mjs'));
  const server = { command: [process.execPath, 'server.mjs'], folder, ends: ENDS[program.framework] };
  describe(program.framework, { concurrency: 2 }, () => serverTests(server));
}
