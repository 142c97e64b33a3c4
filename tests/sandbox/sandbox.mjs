// The sandbox: the emulated server of a conformance kit, filled with a friendly world,
// behind a front that listens on a port of one's choice, can record the raw traffic
// (for the demo), and serves the example pages.
import { startServer as startServer4 } from '../conformance/server.mjs';
import { startServer as startServer7 } from '../conformance-7/server.mjs';
import { startFront } from './front.mjs';
import { API_KEY, buildSandboxWorld, MASTER_PASSWORD } from './world.mjs';
import { buildSandboxWorld7, TOKEN_PAIR } from './world-7.mjs';

/** What a generation of servers needs: its world, its server, what `login` takes, and where its API is. */
const GENERATIONS = {
  4: {
    buildWorld: buildSandboxWorld,
    startServer: startServer4,
    key: API_KEY,
    api: '/api/v4',
    secrets: (world) => ({
      masterKey: world.effectiveKey,
      vaultKey: (id) => world.vaultKeys[id],
      passwordKey: (id) => world.passwordKeys[id],
    }),
  },
  7: {
    buildWorld: buildSandboxWorld7,
    // The guessed addresses exist here, so that everything can be tried; `guessed: false` takes them away.
    startServer: (options) => startServer7({ guessed: true, ...options }),
    key: TOKEN_PAIR,
    api: '/api/v1',
    secrets: (world) => ({
      masterKey: world.masterKey,
      vaultKey: (id) => world.vaultKeys.get(id),
      passwordKey: (id) => world.plain.get(id)?.key,
      privateKey: world.pair?.private,
    }),
  },
};

/**
 * options:
 *   generation             4 (servers up to Passwork 6, API v4) or 7 (Passwork 7)
 *   clientSideEncryption   with a master password (default) or without
 *   port                   0: a free one
 *   onExchange(exchange)   called for every answered request, see front.mjs
 *   server                 more options for the kit's startServer (faults, latencyMs, guessed …)
 * result:
 *   env      the variables that an example needs to run against it
 *   world    the contents with all secrets, which a real server would not have
 *   secrets  those that both generations have, under one name each
 *   state, log, stats, addFault …: of the kit's server
 */
export async function startSandbox({
  generation = 4,
  clientSideEncryption = true,
  port = 0,
  onExchange,
  server: options = {},
} = {}) {
  const { buildWorld, startServer, key, api, secrets } = GENERATIONS[generation];
  const world = buildWorld({ clientSideEncryption });
  const server = await startServer({ ...options, world });
  const env = {
    HOST: '',
    API_KEY: key,
    ...(clientSideEncryption && { USER_MASTER_PASS: MASTER_PASSWORD }),
    EXAMPLE_VAULT: 'infrastructure',
    EXAMPLE_FOLDER: 'servers',
    EXAMPLE_PASSWORD: 'github',
  };
  let front;
  try {
    front = await startFront({ target: server.origin, port, env, onExchange });
  } catch (error) {
    await server.close();
    throw error;
  }
  env.HOST = front.origin + api;
  const sandbox = Object.create(null, Object.getOwnPropertyDescriptors(server)); // `tokens` of 7 is a getter
  return Object.assign(sandbox, {
    generation,
    origin: front.origin,
    url: env.HOST,
    port: front.port,
    env,
    world,
    secrets: { masterPassword: world.masterPassword, ...secrets(world) },
    close: async () => {
      await front.close();
      await server.close();
    },
  });
}
