// The server for users' tests, at a port, with a world of the kit in it, under the names of the kit's server.
import { createRequire } from 'node:module';
import path from 'node:path';
import { folder, manifest } from '../node/support/installed.mjs';
import { sealedOf } from '../node/support/sealed-7.mjs';

const entry = path.join(folder, manifest.exports['./testing'].require);
export const { createTestServer } = createRequire(import.meta.url)(entry);

/** `state` of what it gives is what the server began with: what came later is the server's own. */
export async function startTestServer({ world, state: change, guessed }) {
  const state = structuredClone(world.state);
  state.counter = 0;
  change?.(state, world);
  const sealed = { ...sealedOf(world, state), guessed };
  const server = createTestServer({ generation: 7, clientSideEncryption: world.cse, sealed });
  const { origin } = new URL(await server.listen());
  const isRenewal = ({ path: asked }) => asked.startsWith('/sessions/refresh');
  return {
    origin,
    world,
    state,
    expire: server.expireSession,
    close: server.close,
    stats: {
      get refreshes() {
        return server.requests.filter(isRenewal).length;
      },
    },
  };
}
