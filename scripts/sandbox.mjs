#!/usr/bin/env node
// npm run sandbox: a made-up Passwork server on this computer, until Ctrl-C.
import { styleText } from 'node:util';
import { startSandbox } from '../tests/sandbox/sandbox.mjs';
import { commandLine, refuse } from './lib/arguments.mjs';

const USAGE = `Usage: npm run sandbox -- [--generation 7] [--port N] [--plain] [--known-only] [--quiet]

  --generation N   4: servers up to Passwork 6, which speak API v4 (this is the default); 7: Passwork 7
  --port N         where to listen (8420); the server without client-side encryption takes the next port
  --plain          only the server without client-side encryption
  --known-only     Passwork 7 without the addresses that are guesses: see docs/passwork-7.md
  --quiet          do not print the requests`;

function options() {
  const { values } = commandLine(USAGE, {
    options: {
      generation: { type: 'string', default: '4' },
      port: { type: 'string', default: '8420' },
      plain: { type: 'boolean', default: false },
      'known-only': { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    },
  });
  const generation = Number(values.generation);
  if (![4, 7].includes(generation)) refuse(`--generation ${values.generation}: 4 or 7`, USAGE);
  const knownOnly = values['known-only'];
  if (knownOnly && generation === 4) refuse('--known-only: nothing is guessed in generation 4', USAGE);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65534) refuse(`--port ${values.port}: not a port`, USAGE);
  return { ...values, generation, knownOnly, port };
}

/** In API v4 an API key stands in the path of a login; tokens in that of a refresh. */
const readable = (path) => path.replace(/(\/auth\/(?:login|refreshToken)\/).*/, '$1…');

function printer(label) {
  return ({ method, path, status, ms }) => {
    const colour = status < 400 ? 'green' : 'red';
    console.log(
      `${styleText('dim', label)} ${method.padEnd(6)} ${readable(path)}  ${styleText(colour, `${status}`)} ${styleText('dim', `${ms.toFixed(1)} ms`)}`,
    );
  };
}

const quote = (value) => (/^[\w:/.-]+$/.test(value) ? value : `'${value}'`);

function printPaste({ env }) {
  for (const name of ['HOST', 'API_KEY', 'USER_MASTER_PASS']) {
    if (env[name] !== undefined) console.log(`  export ${name}=${quote(env[name])}`);
  }
}

const GUESSED =
  'It also has the addresses that are guesses (docs/passwork-7.md); without them it starts with --known-only.';
const KNOWN_ONLY = 'It does not have the addresses that are guesses (docs/passwork-7.md).';

const program = ({ env }) => `  const Passwork = require('passwork-wasm');

  (async () => {
    const { HOST, API_KEY, USER_MASTER_PASS } = process.env;
    const passwork = new Passwork(HOST);
    await passwork.login(API_KEY, USER_MASTER_PASS);
    const password = await passwork.getPassword('${env.EXAMPLE_PASSWORD}');
    console.log(password.name, password.login, password.getPassword());
    console.log(password.getCustoms());
    await passwork.logout();
  })();`;

async function main() {
  const { generation, port, plain, knownOnly, quiet } = options();
  const start = (clientSideEncryption, at) =>
    startSandbox({
      generation,
      server: knownOnly ? { guessed: false } : {},
      clientSideEncryption,
      port: at,
      onExchange: quiet ? undefined : printer(clientSideEncryption ? 'sealed' : 'plain '),
    });
  const running = [];
  try {
    if (!plain) running.push(await start(true, port));
    running.push(await start(false, plain || port === 0 ? port : port + 1));
  } catch (error) {
    await Promise.all(running.map((s) => s.close()));
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`Port ${error.port} is taken. Choose another: npm run sandbox -- --port ${error.port + 100}`);
    return 1;
  }

  if (generation === 7) console.log(`\n${styleText('bold', 'Passwork 7.')} ${knownOnly ? KNOWN_ONLY : GUESSED}`);
  for (const s of running) {
    const sealed = s.env.USER_MASTER_PASS !== undefined;
    console.log(styleText('bold', `\nSandbox ${sealed ? 'with' : 'without'} client-side encryption\n`));
    printPaste(s);
    if (!sealed && running.length > 1) console.log('  unset USER_MASTER_PASS');
  }
  console.log(styleText('bold', '\nThen, in a program of your own (or: npm run example -- quickstart)\n'));
  console.log(program(running[0]));
  console.log(styleText('bold', '\nIn a browser (after npm run build)\n'));
  console.log(`  ${running[0].origin}/`);
  console.log(styleText('dim', '\nEverything here is made up and forgotten at the end. Ctrl-C ends it.\n'));

  const end = async () => {
    await Promise.all(running.map((s) => s.close()));
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

process.exitCode = await main();
