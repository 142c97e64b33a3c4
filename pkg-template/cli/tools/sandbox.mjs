// `passwork sandbox`: the server of passwork-wasm/testing with some contents, until Ctrl-C.
import { numberOf, SECRET_VARIABLES } from '../connection/index.mjs';
import { CliError, EXIT, usage } from '../shared/index.mjs';
import { CONTENTS } from './sandbox-contents.mjs';

const PORT = 8420;

export async function sandbox(context) {
  const { options, output } = context;
  const generation = options.generation ?? '4';
  if (!/^[47]$/.test(generation)) throw usage('--generation is 4 (servers up to Passwork 6) or 7');
  const port = options.port === undefined ? PORT : numberOf(options.port, '--port', { least: 0, most: 65_535 });

  const server = testing().createTestServer({ generation: Number(generation), contents: CONTENTS });
  // Its clock stands until it is moved.
  const clock = setInterval(() => server.clock.set(Date.now()), 1000);
  const ended = signal();
  try {
    const host = await listening(server, port);
    const env = { ...server.env, PASSWORK_HOST: new URL(host).origin };
    if (output.isJson) await output.json({ generation: Number(generation), env });
    else await output.text(exportsOf(env));
    output.note('listens here, for this computer alone. All of it is made up, and forgotten at the end: Ctrl-C');
    return EXIT.signal + (await ended.number);
  } finally {
    clearInterval(clock);
    ended.forget();
    await server.close();
  }
}

/** The package's server for tests, a file beside the folder of the command line. */
const testing = () => require('../testing.js');

async function listening(server, port) {
  try {
    return await server.listen({ port });
  } catch (error) {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    const what = error.code === 'EACCES' ? 'may not be used' : 'is taken';
    throw new CliError(EXIT.refused, `port ${port} ${what}: choose another with --port N, or a free one with --port 0`);
  }
}

/** Lines for the shell. The other kind of credentials is taken away, so that what was exported before does not stay. */
function exportsOf(env) {
  const lines = Object.entries(env).map(([name, value]) => `export ${name}='${value}'`);
  const others = SECRET_VARIABLES.filter((name) => !(name in env));
  return `${lines.join('\n')}\nunset ${others.join(' ')}\n`;
}

const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

/** `number` resolves with that of the signal that ends us. */
function signal() {
  let forget;
  const number = new Promise((resolve) => {
    const handler = (name) => resolve(SIGNALS[name]);
    for (const name of Object.keys(SIGNALS)) process.on(name, handler);
    forget = () => {
      for (const name of Object.keys(SIGNALS)) process.off(name, handler);
    };
  });
  return { number, forget };
}
