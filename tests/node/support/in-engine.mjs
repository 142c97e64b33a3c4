// Programs that look into the engine: they run in a process of their own, in which WebAssembly.Instance was replaced
// before the package was loaded, so nothing of this is part of the package.
import { buildWorld } from '../../conformance/world.mjs';
import { captureEngines } from '../../heap/capture.mjs';
import { inProject } from './installed.mjs';

/** `engines`: see `captureEngines`. */
const CAPTURE = `
  const engines = (${captureEngines})();
  const bytesOf = (engine) => engine.memory.buffer.byteLength;
  /** Which of the texts stand in the memory of an engine, as UTF-8, UTF-16 or (hex: …) bytes. */
  const found = (engine, texts) => {
    const memory = Buffer.from(engine.memory.buffer);
    const forms = (text) => text.startsWith('hex:') ? [Buffer.from(text.slice(4), 'hex')] : [Buffer.from(text), Buffer.from(text, 'utf16le')];
    return texts.filter((text) => forms(text).some((form) => memory.includes(form)));
  };
`;

/** A server within the process: \`answers\` is \`METHOD /path\` → data. */
const SERVER = `
  const asked = [];
  const answered = (status, text) => ({ status, headers: new Headers({ 'content-type': 'application/json' }), text: async () => text });
  const fetchHere = async (url, { method }) => {
    const name = method + ' ' + new URL(url).pathname.replace('/api/v4', '');
    asked.push(name);
    if (asked.length > 100) asked.length = 0;
    if (!(name in answers)) return answered(404, '{"status":"failed","code":"nothing"}');
    return answered(200, JSON.stringify({ status: 'success', data: answers[name] }));
  };
  const host = { host: 'http://here/api/v4', fetch: fetchHere };
  const turn = () => new Promise((resolve) => setTimeout(resolve, 1));
  const collect = async () => {
    for (let i = 0; i < 6; i += 1) {
      globalThis.gc?.();
      await turn();
    }
  };
`;

/** Runs `code` (async, ends by \`return value\`) with `engines`, `found`, `host`, `collect` and the constructor P. */
export function inEngine(code, { answers = {}, values = {}, flags = ['--expose-gc'], capture = CAPTURE } = {}) {
  const consts = Object.entries({ answers, ...values }).map(
    ([name, value]) => `const ${name} = ${JSON.stringify(value)};`,
  );
  return inProject(
    'commonjs',
    `${consts.join('\n')}\n${capture}${SERVER}
     const P = require('passwork-wasm');
     (async () => { ${code} })().then(print, (error) => { console.error(error); process.exitCode = 1; });`,
    flags,
  );
}

/** The answers of a world, for the password pFull and its file aText; every answer that logs in is there too. */
export function answersOf(worldName) {
  const world = buildWorld(worldName);
  const { state } = world;
  const answers = {
    'GET /info/version': world.version,
    [`POST /auth/login/${world.apiKey}`]: {
      token: 'session-token-1',
      refreshToken: world.refreshTokens ? 'refresh-token-1' : undefined,
    },
    'GET /user/get-master-key-options': { mkOptions: world.mkOptions },
    'POST /auth/logout': true,
    'GET /passwords/pFull': state.passwords.find((p) => p.id === 'pFull'),
    'GET /vaults/vMain': state.vaults.find((v) => v.id === 'vMain'),
    'GET /passwords/pFull/attachment/aText': state.attachments.aText,
    'POST /passwords': { id: 'new' },
    'PUT /passwords/pFull': { id: 'pFull' },
    'GET /user/info': state.user,
    'POST /sharing/inbox/iNew': inboxOf(world),
  };
  return { world, answers };
}

function inboxOf({ state }) {
  const { passwordId, style, ...item } = state.inbox.find((i) => i.id === 'iNew');
  return { ...item, password: state.passwords.find((p) => p.id === passwordId) };
}
