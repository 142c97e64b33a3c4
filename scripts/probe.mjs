#!/usr/bin/env node
// npm run probe -- --host …: for somebody with a real server of Passwork 7. Tries what this project only guesses, on scratch
// vaults that it deletes again, and prints a report without secrets to send back. docs/passwork-7.md says what it tries.
import { readFile } from 'node:fs/promises';
import { commandLine, refuse } from './lib/arguments.mjs';
import { connect, credentials, Refused } from './probe/connect.mjs';
import { factsOf, probe } from './probe/run.mjs';
import { render } from './probe/words.mjs';

const USAGE = `Usage: npm run probe -- --host https://passwork.example.com

  --host URL   a server of Passwork 7

From the environment:
  API_KEY            an access token, or 'access:refresh' (the refresh token is not used)
  USER_MASTER_PASS   the master password, only with client-side encryption; or USER_MASTER_KEY, the master key
  Without API_KEY the token is read from standard input, the master password from its second line.

It makes two private vaults with made-up contents and deletes them again, also after Ctrl-C. It reads lists of yours, and reports
names of members, statuses and codes, no values. The report is on standard output: read it before you send it.`;

const pkg = new URL('../pkg/', import.meta.url);

async function loadPackage() {
  const manifest = await readFile(new URL('package.json', pkg), 'utf8').catch(() => null);
  if (manifest === null) throw new Refused('pkg/ is not built yet: npm run build');
  const { default: Passwork } = await import(new URL('index.mjs', pkg).href);
  return { Passwork, version: JSON.parse(manifest).version };
}

const tell = (text) => console.error(text);
const leftBehind = (names) =>
  `These vaults may still be there; please delete them in Passwork:\n${names.map((name) => `  ${name}`).join('\n')}`;

const SAME = 1000; // milliseconds: npm hands on the Ctrl-C that the terminal has given to everybody

/** Ctrl-C: what is under way is finished, then it is cleaned up. Once more: at once. */
function onInterrupt(vaults) {
  const controller = new AbortController();
  let first = 0;
  const interrupt = () => {
    if (controller.signal.aborted) {
      if (performance.now() - first < SAME) return;
      const names = vaults();
      if (names.length) tell(`\n${leftBehind(names)}`);
      process.exit(130);
    }
    first = performance.now();
    controller.abort();
    tell('\nInterrupted: cleaning up. (Once more: without cleaning up.)');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
  return controller.signal;
}

async function main(host) {
  const { Passwork, version } = await loadPackage();
  const { given, ...secrets } = await credentials(process.env, process.stdin);
  const { passwork, ...connection } = await connect(Passwork, host, secrets);
  let scratch;
  const signal = onInterrupt(() => scratch?.vaults.map(({ name }) => name) ?? []);
  const facts = await factsOf(passwork, connection.sealed, version);
  const result = await probe({
    passwork,
    ...connection,
    signal,
    onProgress: tell,
    onScratch: (made) => {
      scratch = made;
    },
  });
  await passwork.close();
  const { masterPassword, masterKey } = secrets;
  console.log(render({ facts, ...result }, [...given, masterPassword, masterKey, new URL(host).hostname]));
  if (result.left.length) tell(`\n${leftBehind(result.left)}`);
  return result.stopped || result.left.length ? 1 : 0;
}

const { values } = commandLine(USAGE, { options: { host: { type: 'string' } } });
if (!values.host) refuse('--host is missing', USAGE);
if (!URL.canParse(values.host)) refuse('--host: an address such as https://passwork.example.com', USAGE);
process.exitCode = await main(values.host).catch((error) => {
  if (!(error instanceof Refused)) throw error;
  tell(error.message);
  return 1;
});
