// The conformance kit's server of Passwork 7 in a thread of its own; each answer is late by so many milliseconds.
import { parentPort, workerData } from 'node:worker_threads';
import { startServer } from '../../tests/conformance-7/server.mjs';
import { buildWorld } from '../../tests/conformance-7/world.mjs';
import { manyIds, manyWorld } from '../../tests/interop-7/operations.mjs';

const world = buildWorld(manyWorld);
const late = { kind: 'slow', ms: workerData.latency, times: Number.POSITIVE_INFINITY };
const server = await startServer({ world, state: manyIds, faults: workerData.latency ? [late] : [] });
const { access: token, refresh: refreshToken } = world.tokens;

/** To any message: how many requests there were so far. */
parentPort.on('message', () => parentPort.postMessage(server.log.length));
parentPort.postMessage({ origin: server.origin, token, refreshToken, masterPassword: world.masterPassword });
