// What the engine imports. An exception that went through its frames would end it for every client of the process, so each
// import catches. A new one fails this test until somebody has looked at it and has put it into the list.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { folder, read } from './support/installed.mjs';

/** What each import begins with. Where it runs code of a caller's or a page's, the exception is an answer, or nothing is. */
const CAUGHT = `
!arg0
Array.of(arg0)
Array.of(arg0, arg1)
Reflect.get(arg0, arg1)
Reflect.set(arg0, arg1, arg2)
Uint8Array.prototype.set.call(getArrayU8FromWasm0(arg0, arg1), arg2)
arg0
arg0 === arg1
arg0 === void 0
arg0.abort()
arg0.aborted()
arg0.abortion()
arg0.aesNow(arg1 !== 0, getArrayU8FromWasm0(arg2, arg3), getArrayU8FromWasm0(arg4, arg5), getArrayU8FromWasm0(arg6, arg7))
arg0.agent
arg0.askAgent(getStringFromWasm0(arg1, arg2), getStringFromWasm0(arg3, arg4), arg5)
arg0.at(arg1, arg2 >>> 0)
arg0.attachToAttachment(arg1, arg2 >>> 0, arg3)
arg0.attachToPassword(arg1, arg2 >>> 0)
arg0.attachToTotpField(arg1, arg2 !== 0)
arg0.base32Decode(arg1 >>> 0, arg2 >>> 0, arg3 >>> 0)
arg0.base32Encode(arg1 >>> 0, arg2 >>> 0, arg3 >>> 0)
arg0.base64Decode(arg1 >>> 0, arg2 >>> 0, arg3 >>> 0)
arg0.base64Encode(arg1 >>> 0, arg2 >>> 0, arg3 >>> 0)
arg0.baseName(arg1)
arg0.beginLock()
arg0.byteLength(arg1)
arg0.bytesOf(arg1)
arg0.call(arg1, arg2)
arg0.callFetch(arg1, getStringFromWasm0(arg2, arg3), arg4, arg5 !== 0, arg6, arg7)
arg0.canUseFs
arg0.charCodeAt(arg1 >>> 0)
arg0.composed(arg1)
arg0.context()
arg0.copy(arg1)
arg0.decrypt(arg1, arg2, arg3)
arg0.deriveBits(arg1, arg2, arg3 >>> 0)
arg0.display(arg1)
arg0.elapsed()
arg0.encrypt(arg1, arg2, arg3)
arg0.exportKey(getStringFromWasm0(arg1, arg2), arg3)
arg0.fetch()
arg0.fill(arg1, arg2 >>> 0, arg3 >>> 0)
arg0.follow(arg1, arg2)
arg0.generateKey(arg1, arg2 !== 0, arg3)
arg0.get(arg1, arg2)
arg0.getRandomValues(getArrayU8FromWasm0(arg1, arg2))
arg0.hangUp(arg1)
arg0.hasNativeCrypto()
arg0.hasOwn(arg1, arg2)
arg0.hasTokenStore
arg0.hasWindowsNames
arg0.hashDigest(arg1)
arg0.hashUpdate(arg1, getArrayU8FromWasm0(arg2, arg3))
arg0.header(arg1, getStringFromWasm0(arg2, arg3))
arg0.importKey(getStringFromWasm0(arg1, arg2), arg3, arg4, arg5 !== 0, arg6)
arg0.importKey(getStringFromWasm0(arg1, arg2), arg3, getStringFromWasm0(arg4, arg5), arg6 !== 0, arg7)
arg0.isBoxedString(arg1)
arg0.isObserved
arg0.isRecord(arg1)
arg0.kind(arg1)
arg0.leaveLock(arg1)
arg0.length
arg0.length
arg0.length
arg0.listLength(arg1)
arg0.listed(arg1, arg2 >>> 0)
arg0.listen(arg1, arg2)
arg0.listeners(arg1)
arg0.loadTokens()
arg0.lockEntered(arg1)
arg0.lockLeft(arg1)
arg0.lowerCase(arg1)
arg0.makeError(arg1)
arg0.now()
arg0.objectsWithout(arg1, arg2)
arg0.own(arg1, arg2)
arg0.ownAscii(arg1, arg2, getArrayU8FromWasm0(arg3, arg4))
arg0.pageAddress()
arg0.parseDate(getStringFromWasm0(arg1, arg2))
arg0.parseJson(arg1)
arg0.progress(arg1 >>> 0, arg2 >>> 0)
arg0.promise
arg0.push(arg1)
arg0.readBlob(arg1)
arg0.readBody(arg1, arg2 !== 0, arg3)
arg0.readFile(arg1, arg2 >>> 0)
arg0.redacted(arg1)
arg0.remove(arg1, arg2)
arg0.requestEnded(arg1, arg2)
arg0.requestRepeated(arg1)
arg0.requestStarted(arg1)
arg0.reshape(arg1, arg2, arg3 !== 0)
arg0.rsaKey(getArrayU8FromWasm0(arg1, arg2))
arg0.rsaNow(arg1, getArrayU8FromWasm0(arg2, arg3))
arg0.saveFile(arg1, arg2, arg3 !== 0)
arg0.saveTokens(arg1)
arg0.sessionRenewed(arg1, arg2 !== 0)
arg0.set(arg1, arg2 >>> 0)
arg0.set(arg1, arg2, arg3)
arg0.set(getArrayU8FromWasm0(arg1, arg2))
arg0.setAgentOption(getStringFromWasm0(arg1, arg2), arg3)
arg0.sha256()
arg0.signal
arg0.sleep(arg1)
arg0.soon(arg1, arg2)
arg0.sortByName(arg1)
arg0.sourceKind(arg1)
arg0.stop()
arg0.subarray(arg1 >>> 0, arg2 >>> 0)
arg0.subtle
arg0.takeBytes(arg1)
arg0.taken(arg1)
arg0.tell(arg1)
arg0.tellRoute()
arg0.textForm(arg1 >>> 0, arg2 >>> 0, arg3 >>> 0, arg4 >>> 0)
arg0.textLength(arg1)
arg0.textOfUnits(getArrayU16FromWasm0(arg1, arg2))
arg0.turn()
arg0.writeAscii(arg1, arg2 >>> 0, getArrayU8FromWasm0(arg3, arg4))
arg0.writeJson(arg1)
arg0[arg1 >>> 0]
arg0[arg1] = arg2
arg1.href
arg1.names(arg2)
arg1.origin
console.error(arg0)
console.log(getStringFromWasm0(arg0, arg1))
const obj = arg1
const obj = arg1
const v = arg0
const val = arg0
crypto
getStringFromWasm0(arg0, arg1)
let result
new AbortController()
new Array()
new Object()
new URL(getStringFromWasm0(arg0, arg1), getStringFromWasm0(arg2, arg3))
new Uint8Array(arg0 >>> 0)
new Uint8Array(arg0)
new Uint8Array(getArrayU8FromWasm0(arg0, arg1))
typeof arg0 === "function"
typeof arg0 === "string"
typeof global === "undefined" ? void 0 : global
typeof globalThis === "undefined" ? void 0 : globalThis
typeof self === "undefined" ? void 0 : self
typeof window === "undefined" ? void 0 : window
`;

/** What does not catch, and why that is no danger. */
const BARE = {
  __wbg___wbindgen_throw: 'it is there to throw: where the engine finds itself broken, which is what a trap is',
  __wbindgen_init_externref_table: 'it runs once, before there is any client, and calls nothing but the table',
};

const glue = read('passwork.js');

/** How an import begins and ends in the glue. */
function textOf(name) {
  const at = glue.search(new RegExp(`^\\s*${name}: function\\(`, 'm'));
  assert.ok(at >= 0, `the glue has no ${name}`);
  const end = glue.slice(at).search(/^ {10}\}(, arguments\);\n {10}\})?,?$/m);
  return glue.slice(at, at + end).replace(/\s+/g, ' ');
}

const imports = WebAssembly.Module.imports(new WebAssembly.Module(fs.readFileSync(path.join(folder, 'passwork.wasm'))));
const names = imports.map(({ name }) => name).sort();

/** What an import does first. */
const firstOf = (name) =>
  /(?:\{ try|handleError\(function\([\w, ]*\)) \{ (?:const ret = )?(.*?);/.exec(textOf(name))?.[1];

test('every import is known', () => {
  const known = CAUGHT.trim().split('\n').sort();
  const caught = names.filter((name) => !(name in BARE));
  assert.deepEqual(caught.map(firstOf).sort(), known);
  assert.equal(caught.length + Object.keys(BARE).length, names.length);
});

test('every import catches, but for those that have a reason', () => {
  for (const name of names) {
    const text = textOf(name);
    const catches = /: function\([\w, ]*\) \{ (return handleError\(|try \{ .*\} catch \(e\) \{ lost\(e\);)/.test(text);
    assert.equal(catches, !(name in BARE), `${name} ${catches ? 'catches' : 'does not catch'}: ${text.slice(0, 200)}`);
  }
});
