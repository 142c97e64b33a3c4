// The sandbox: the conformance kit's emulated server, filled with a friendly world,
// behind a front that listens on a port of one's choice, can record the raw traffic
// (for the demo), and serves the example pages.
import { startServer } from '../conformance/server.mjs';
import { startFront } from './front.mjs';
import { API_KEY, buildSandboxWorld, MASTER_PASSWORD } from './world.mjs';

/**
 * options:
 *   clientSideEncryption   with a master password (default) or without
 *   port                   0: a free one
 *   onExchange(exchange)   called for every answered request, see front.mjs
 *   server                 more options for the kit's startServer (faults, latencyMs …)
 * result:
 *   env     the variables that an example needs to run against it
 *   world   the contents with all secrets, which a real server would not have
 *   state, log, stats, addFault, expireAll: of the kit's server
 */
export async function startSandbox({ clientSideEncryption = true, port = 0, onExchange, server: options = {} } = {}) {
  const world = buildSandboxWorld({ clientSideEncryption });
  const server = await startServer({ ...options, world });
  const env = {
    HOST: '',
    API_KEY,
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
  env.HOST = `${front.origin}/api/v4`;
  return {
    ...server,
    origin: front.origin,
    url: env.HOST,
    port: front.port,
    env,
    world,
    close: async () => {
      await front.close();
      await server.close();
    },
  };
}
