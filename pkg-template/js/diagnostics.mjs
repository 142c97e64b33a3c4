// What a client tells of itself for a support ticket: what the engine knows, and where it runs.
import { builtIn, webCrypto } from './built-in.mjs';
import { loaded } from './engine.mjs';
import { member } from './members.mjs';

/** What something gives; nothing where it throws: a page or a test may have replaced what is looked at. */
function told(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** `given`: `{redact}`; what cannot be read, and what is no object, counts as `{redact: true}`. */
export function diagnostics(running, client, services, options, given) {
  return {
    package: { version: __VERSION__, ...loaded() },
    runtime: told(runtime) ?? 'unknown',
    platform: told(platform) ?? 'unknown',
    simd: running.hasSimd,
    webCrypto: told(() => Boolean(webCrypto('subtle'))) ?? false,
    fetch: told(() => services.route),
    memoryBytes: running.memory.buffer.byteLength,
    ...running.diagnostics(client, options, isRedacted(given)),
  };
}

function isRedacted(given) {
  if (given === undefined || given === null) return false;
  return typeof given !== 'object' || (told(() => Boolean(member(given, 'redact'))) ?? true);
}

const PROGRAMS = ['bun', 'deno', 'electron', 'node'];

const running = () => globalThis.process ?? builtIn('process');

/** The runtime, by the name that it gives itself. */
function runtime() {
  const { versions } = running() ?? {};
  const program = PROGRAMS.find((name) => typeof versions?.[name] === 'string');
  return program ? `${program} ${versions[program]}` : `${globalThis.navigator.userAgent}`;
}

/** The system and the machine. */
function platform() {
  const { platform: system, arch } = running() ?? {};
  return typeof system === 'string' ? `${system} ${arch}` : `${globalThis.navigator.platform}`;
}
