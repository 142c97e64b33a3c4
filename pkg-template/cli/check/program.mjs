// One program: what of the original it names, which methods it calls, and which clients it makes.
import { isMethod, isOwn } from './methods.mjs';
import { moduleOf } from './names.mjs';
import { holderOf, namesIn, put, scopesOf } from './scopes.mjs';
import { argumentsOf, membersOf } from './shapes.mjs';
import { step } from './steps.mjs';
import { behind, tokensOf } from './tokens.mjs';
import { GLOBALS, moduleValue, valuesOf } from './values.mjs';

const LOADS = /^(?:require|import)$/;

/**
 * `{tokens, uses, calls, clients}`, and functions that tell more of the tokens. A use is `{kind, what, at, sure}`; a call
 * `{name, at, sure, isWeak, args, open, scope}`, where `isWeak` means that its name is all there is; a client that is made
 * `{at, sure, scope, args}`. Where a method is named and not called, `args` is missing.
 */
export function programOf(text, { jsx, isPage }) {
  const tokens = tokensOf(text, jsx);
  const { type, value, pair } = tokens;
  const scopes = scopesOf(tokens);
  const members = new Map();
  const calls = new Map();
  const clients = [];
  /** What `this` is in the body of a class. */
  const bodies = new Map();
  const uses = [];
  let scope;
  const values = valuesOf(tokens, { members, isPage, functionAt: scopes.functionAt, found: call });
  const here = (i) => values.valueAt(i, scope);

  function call({ name, at, of, sure = false, isWeak = false }) {
    let open = at + (type[at] === 'text' ? 2 : 1);
    if (value[open] === '?.') open++;
    const isCall = value[open] === '(' && pair[open] > open;
    if (isWeak && !(isCall && isOwn(name) && of.name !== 'this' && of.name !== 'super')) return;
    // `Passwork(h).x()` is no more than a part of `new Passwork(h).x()`.
    if (isWeak && calls.has(at)) return;
    const args = isCall ? argumentsOf(tokens, open) : undefined;
    calls.set(at, { name, at, sure, isWeak, args, open, scope });
  }

  /** A name with what stands behind `=`, or what is `given`. */
  function bind({ name, at, key }, from, given = from < 0 ? { is: 'unknown' } : here(from)) {
    let found = given;
    if (key !== undefined) {
      const isTaken = found.is === 'client' && isMethod(key);
      if (isTaken) call({ name: key, at, sure: found.sure });
      found = found.isModule || (key === 'default' && found.is === 'class') ? found : { is: 'unknown' };
    }
    put(scope.names, name, { ...found, from: from < 0 ? at : from, at: key === undefined ? from : -1 });
  }

  function declared(i) {
    if (/^(?:const|let|var)$/.test(value[i])) {
      for (let j = i + 1; type[j] === 'name' || pair[j] > j; j++) {
        const last = Math.max(pair[j], j) + 1;
        const [next, end] = [value[last], behind(tokens, j)];
        let from = last;
        while (/^[:!]$/.test(next) && from < end && value[from] !== '=') from = Math.max(pair[from], from) + 1;
        const at = value[from] === '=' ? from + 1 : -1;
        const found = at < 0 ? undefined : here(at);
        for (const one of namesIn(tokens, j, last)) bind(one, at, found);
        j = end;
        if (value[j] !== ',') return;
      }
    } else if (value[i] === 'function' && type[i + 1] === 'name') bind({ name: value[i + 1], at: i + 1 }, i);
    else if (value[i] === 'class') {
      const { end, ...made } = values.classAt(i, scope);
      if (type[i + 1] === 'name') put(scope.names, value[i + 1], { ...made, from: i });
      if (made.is === 'class') bodies.set(end, { is: 'client', sure: made.sure });
    } else if (value[i] === 'catch' && value[i + 1] === '(') {
      for (const one of namesIn(tokens, i + 2, i + 3)) bind(one, -1);
    } else if (value[i] === 'import') imported(i);
  }

  function imported(i) {
    let source = i + 1;
    while ((type[source] === 'name' && value[source] !== 'import') || /^[{},*]$/.test(value[source])) {
      step();
      source++;
    }
    // TypeScript: import name = require('…');
    if (value[source] === '=') bind({ name: value[source - 1], at: source - 1 }, source + 1);
    if (type[source] !== 'text') return undefined;
    const found = moduleValue(value[source]);
    // The original hands out the class alone, whatever it is called.
    for (let j = i + 1; j < source - 1; j++) {
      if (type[j] === 'name' && value[j + 1] !== 'as') put(scope.names, value[j], { ...found, from: j });
    }
    return undefined;
  }

  /** `name = …`, `.name = …`, and members of classes and objects. */
  function assigned(i) {
    const next = value[i + 1];
    if (next === '=' && !/^(?:const|let|var)$/.test(value[i - 1])) {
      const holder = value[i - 1] === '.' ? undefined : holderOf(scope, value[i]);
      put(holder?.names ?? members, value[i], { ...here(i + 2), from: i + 2, at: i + 2 });
    } else if (next === ':' && value[i + 2] === 'new') put(members, value[i], { ...here(i + 2), from: i });
  }

  function lookAt(i, isLast) {
    const before = value[i - 1];
    const isMember = type[i - 1] === 'sign' && (before === '.' || before === '?.');
    if (type[i] === 'name') {
      if (!isMember) declared(i);
      assigned(i);
      if (isLast) named(i, isMember);
    }
    // A name alone names no method.
    const isStart = value[i] === '(' || (type[i] === 'name' && !isMember && !/^[,;)=:]/.test(value[i + 1]));
    // What `.then()` hands to a function is known before the function is.
    if (isStart && !values.looked.has(i) && (isLast || value[i] === 'import')) here(i);
    if (isLast && type[i] === 'text') loaded(i);
  }

  /** Clients that are made here, and the global function. */
  function named(i, isMember) {
    if (value[i] === 'new' && !isMember) {
      const { is, sure, args } = values.constructed(i + 1, scope);
      if (is === 'client') clients.push({ at: i, sure, scope, args: args < 0 ? [] : argumentsOf(tokens, args) });
    }
    if (value[i] !== 'passwork' || value[i + 1] !== '(' || value[i - 1] === 'function') return;
    const [owner, close] = [value[i - 2], pair[i + 1]];
    const isGlobal = isMember
      ? GLOBALS.test(owner) && !holderOf(scope, owner)
      : !holderOf(scope, 'passwork') && value[close + 1] !== '{';
    if (!isGlobal) return;
    const sure = isMember || isPage;
    uses.push({ kind: 'global', at: i, sure });
    clients.push({ at: i, sure, scope, args: argumentsOf(tokens, i + 1) });
  }

  /** A path of the original, where a module is loaded. */
  function loaded(i) {
    const before = value[i - 1];
    const isCalled = before === '(' && (LOADS.test(value[i - 2]) || values.required.has(i - 1));
    const isLoaded = isCalled || /^(?:from|import)$/.test(before);
    const what = isLoaded ? moduleOf(value[i]) : undefined;
    if (what && what !== 'own') uses.push({ kind: 'import', what, at: i, sure: true });
  }

  // What is known at the end of the first time, functions and members, is known from the start of the second.
  const isWorth = value.some((one) => isMethod(one) || /passwork/i.test(one));
  for (const isLast of isWorth ? [false, true] : []) {
    scopes.start();
    calls.clear();
    values.looked.clear();
    for (let i = 0; i < value.length; i++) {
      const outer = scope;
      scope = scopes.enter(i);
      if (scope !== outer && scope.last >= i) {
        const given = values.promised.get(/^(?:async|function)$/.test(value[i - 1]) ? i - 1 : i);
        for (const one of namesIn(tokens, i + (value[i] === '('), scope.last + (value[i] !== '(')))
          bind(one, -1, given);
      }
      for (const name of bodies.has(i) ? ['this', 'super'] : []) put(scope.names, name, bodies.get(i));
      lookAt(i, isLast);
    }
  }
  return {
    tokens,
    uses,
    clients,
    calls: [...calls.values()],
    /** The value of the expression that begins there, as seen from a call. */
    valueIn: (one, i) => values.valueAt(i, one.scope),
    functionAt: scopes.functionAt,
    argumentsOf: (open) => argumentsOf(tokens, open),
    membersOf: (open) => membersOf(tokens, open),
  };
}
