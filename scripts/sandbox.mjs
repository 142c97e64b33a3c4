#!/usr/bin/env node
// npm run sandbox: a made-up Passwork server on this computer, until Ctrl-C.
import { styleText } from 'node:util';
import { startSandbox } from '../tests/sandbox/sandbox.mjs';
import { commandLine, refuse } from './lib/arguments.mjs';

const USAGE = `Usage: npm run sandbox -- [--port N] [--plain] [--quiet]

  --port N   where to listen (8420); the server without client-side encryption takes the next port
  --plain    only the server without client-side encryption
  --quiet    do not print the requests`;

function options() {
  const { values } = commandLine(USAGE, {
    options: {
      port: { type: 'string', default: '8420' },
      plain: { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65534) refuse(`--port ${values.port}: not a port`, USAGE);
  return { ...values, port };
}

/** An API key stands in the path of a login; tokens in that of a refresh. */
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
  const { port, plain, quiet } = options();
  const start = (clientSideEncryption, at) =>
    startSandbox({
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
