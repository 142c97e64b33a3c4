// The Rust side of the build: the wasm target, wasm-bindgen's command line, wasm-pack. All of it stays inside the
// project (.toolchain/, tools/target/), except Debian's compiler packages and a rustup target.
import fs from 'node:fs';
import path from 'node:path';
import { answer, run } from '../lib/process.mjs';
import { say } from '../lib/script.mjs';
import { hashOf, once } from './once.mjs';
import { at } from './project.mjs';

/**
 * Programs by `cargo install`, each compiled once, by who first asks for it. `level`: of optimising; those that only call others, or look
 * at little, need none. `asked`: by which words it tells its version.
 */
const PROGRAMS = {
  'wasm-pack': { version: '0.15.1', level: '0', time: 'a minute' },
  'cargo-about': { version: '0.9.3', level: '1', features: ['--features', 'cli'], time: 'three minutes' },
  'cargo-cyclonedx': { version: '0.5.9', level: '0', asked: ['cyclonedx', '--version'], time: 'two minutes' },
  'cargo-deny': { version: '0.20.2', level: '0', time: 'two minutes' },
};

const prefix = at('.toolchain');
const wasmEnv = path.join(prefix, 'wasm-env');
const wasmPackBinary = path.join(prefix, 'bin', 'wasm-pack');
const setupScript = at('scripts', 'setup-wasm-toolchain.sh');
const toolsBin = at('tools', 'target', 'release');

/** A command that runs with the compiler that has the wasm target. */
export const withWasm = (...command) => [wasmEnv, ...command];
export const wasmPack = (...args) => withWasm(wasmPackBinary, ...args);

/** wasm-pack finds wasm-bindgen by PATH. */
export const wasmPackEnv = () => ({ PATH: `${toolsBin}${path.delimiter}${process.env.PATH}` });

/**
 * Makes Cargo run tests of the bindings in Node, as `wasm-pack test --node` does; but that compiles every test of the workspace
 * for wasm32 first, and then runs one of them.
 */
export const wasmTestEnv = {
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: path.join(toolsBin, 'wasm-bindgen-test-runner'),
  WASM_BINDGEN_TEST_ONLY_NODE: '1',
};

/** cargo of this machine; where there is none, the one that builds for wasm also builds for the host. */
export const hostCargo = (...args) =>
  answer(['cargo', '--version']) ? ['cargo', ...args] : withWasm('cargo', ...args);

/** Names the compiler and how it was found; the proof of the setup script holds as long as this stays the same. */
export const wasmCompiler = () => `${compilerName()} ${hashOf([setupScript, wasmEnv])}`;

/** As it names itself. */
export const compilerName = () => answer(withWasm('rustc', '-V'));

/** The target wasm32-unknown-unknown, and with `clippy` the linter of the same compiler. */
export async function ensureWasmTarget({ clippy = false } = {}) {
  const stamp = path.join(prefix, 'proved');
  const proved = fs.existsSync(wasmEnv) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wasmCompiler();
  const clippyThere = fs.existsSync(path.join(prefix, 'clippy'));
  if (proved && (!clippy || clippyThere)) return;
  say(`the wasm32 target${clippy ? ' and its clippy' : ''}: ${path.basename(setupScript)}`);
  await run('wasm-target', ['bash', setupScript, '--prefix', prefix, ...(clippy ? ['--clippy'] : [])], { show: true });
  fs.writeFileSync(stamp, wasmCompiler());
}

/** wasm-bindgen and wasm-bindgen-test-runner, from tools/ with a lock file of its own. */
async function ensureBindgen() {
  const inputs = [at('tools')];
  const outputs = ['wasm-bindgen', 'wasm-bindgen-test-runner'].map((name) => path.join(toolsBin, name));
  await once('tools', { inputs, outputs }, async () => {
    say('building the command line of wasm-bindgen (about two minutes, once)');
    const target = ['--manifest-path', at('tools', 'Cargo.toml'), '--target-dir', at('tools', 'target')];
    await run('tools', hostCargo('build', '--release', '--locked', ...target));
  });
}

/** The path of one of these programs. */
export async function ensureProgram(name) {
  const { version, level, features = [], asked = ['--version'], time } = PROGRAMS[name];
  const place = path.join(prefix, 'bin', name);
  if (answer([place, ...asked])?.endsWith(` ${version}`)) return place;
  say(`cargo install ${name} ${version} into .toolchain (${time}, once)`);
  const how = ['--locked', '--force', '--debug', '--version', version, '--root', prefix, ...features];
  const env = { CARGO_PROFILE_DEV_DEBUG: '0', CARGO_PROFILE_DEV_OPT_LEVEL: level };
  await run(name, hostCargo('install', name, ...how), { env });
  return place;
}

export async function ensureToolchain() {
  await ensureWasmTarget();
  await Promise.all([ensureBindgen(), ensureProgram('wasm-pack')]);
}
