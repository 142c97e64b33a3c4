// An exception that goes through frames of the engine leaves it as broken as a trap does: whatever it had begun stays half
// done. And nearly everything that it imports may throw: a page may have replaced `Array.prototype.push` or `console`, a
// caller's value may be a proxy. wasm-bindgen catches only what is marked in Rust; so in the glue every import is made to
// catch. What is caught here was not foreseen: it goes to `lost`, a parameter of the glue (see js/engine.mjs), and
// the engine is given nothing (`undefined`, 0, no text).

/** One import: its name, its parameters and its body, as wasm-bindgen writes them. */
const IMPORT = /^ {12}(\w+): function\(([\w, ]*)\) \{\n([\s\S]*?)\n {12}\},$/gm;

/** Those that stay as they are. The test of the imports (tests/node/imports.test.mjs) says why. */
const BARE = new Set(['__wbg___wbindgen_throw', '__wbindgen_init_externref_table']);

/** Writes its answer to an address in memory: `undefined` is written as a zero there, a text as its address and length. */
const OPTIONAL = /const ret = typeof\(obj\) === /;

/** Where a text begins that has no bytes: no address is 0 in Rust, and nobody reads from this one or frees it. */
const NOWHERE = 1;

const set = (at, value) => ` getDataViewMemory0().setInt32((arg0 >>> 0) + ${at}, ${value}, true)`;

/**
 * @param {string} glue
 * @returns {string} the same, with imports that catch
 */
export function withContainedImports(glue) {
  const start = glue.indexOf('const import0 = {');
  const end = glue.indexOf('\n        };\n', start);
  if (start < 0 || end < 0) throw new Error('the imports are not where the glue had them');
  const whole = glue.slice(start, end);
  const contained = whole.replace(IMPORT, (all, name, parameters, body) => {
    if (BARE.has(name)) return all;
    let nothing = '';
    if (body.includes('(arg0 >>> 0) + ')) {
      nothing = OPTIONAL.test(body) ? `${set(0, 0)};` : `${set(4, 0)}; ${set(0, NOWHERE)};`;
    }
    return `            ${name}: function(${parameters}) { try {\n${body}\n            } catch (e) { lost(e);${nothing} } },`;
  });
  const count = (text, pattern) => text.match(pattern)?.length ?? 0;
  const imports = count(whole, /^ {12}\w+: function\(/gm);
  const caught = count(contained, /^ {12}\w+: function\([\w, ]*\) (\{ try \{$|\{ return handleError\()/gm);
  if (caught + BARE.size !== imports) throw new Error(`${imports - caught - BARE.size} imports do not catch`);
  return glue.slice(0, start) + contained + glue.slice(end);
}

/** The glue without its ways to start that are not used here: it is started synchronously. */
export function withoutAsyncStart(glue) {
  const cut = (text, from, to) => {
    const [start, end] = [text.indexOf(from), text.indexOf(to)];
    if (start < 0 || end < start) throw new Error(`the glue has no '${from.trim()}' before '${to.trim()}'`);
    return text.slice(0, start) + text.slice(end);
  };
  const end = '    return Object.assign(__wbg_init, { initSync }, exports);';
  const kept = cut(
    cut(glue, '    async function __wbg_load(', '    function initSync('),
    '    let __wbg_init_promise;',
    end,
  );
  return kept.replace(end, '    return Object.assign(exports, { initSync });');
}
