// What a client tells of itself for a support ticket: what the engine knows, and where it runs.
import { builtIn, webCrypto } from './built-in.mjs';
import { loaded } from './engine.mjs';
import { member } from './members.mjs';

/** `given`: `{redact}`; one that cannot be read counts as `{redact: true}`. */
export function diagnostics(running, client, services, options, given) {
  return {
    package: { version: __VERSION__, ...loaded() },
    ...platform(),
    simd: running.hasSimd,
    webCrypto: Boolean(webCrypto('subtle')),
    fetch: services.route,
    memoryBytes: running.memory.buffer.byteLength,
    ...running.diagnostics(client, options, isRedacted(given)),
  };
}

function isRedacted(given) {
  try {
    return given !== undefined && given !== null && Boolean(member(given, 'redact'));
  } catch {
    return true;
  }
}

const PROGRAMS = ['bun', 'deno', 'electron', 'node'];

/** The runtime and the machine, by the names that they give themselves. */
function platform() {
  const { process, navigator } = globalThis;
  const { versions } = builtIn('process') ?? process ?? {};
  const program = PROGRAMS.find((name) => typeof versions?.[name] === 'string');
  const runtime = program ? `${program} ${versions[program]}` : navigator?.userAgent;
  const machine = program ? `${process.platform} ${process.arch}` : navigator?.platform;
  return { runtime: String(runtime ?? 'unknown'), platform: String(machine ?? 'unknown') };
}
