// docs/passwork-7.md against the code: every method has one row for both generations, and what the rows say of methods without
// a counterpart and of guessed addresses is what the code does.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name) => fs.readFileSync(path.join(root, name), 'utf8');
const servers = 'src/core/server';

// ---------------------------------------------------------------- the code

/** Names of methods by their variants of `enum Method`. */
const names = new Map(
  [...read('src/core/client/call/method.rs').matchAll(/^ {4}(\w+) = "(\w+)", \w+, \w+, \w+;$/gm)].map(
    ([, variant, name]) => [variant, name],
  ),
);

const withoutComments = (text) => text.replace(/^\s*\/\/.*$/gm, '');

/** The arms of `match method` of a generation: variants, and what is done. */
function armsOf(generation) {
  const text = withoutComments(read(`${servers}/${generation}/methods.rs`));
  const body = text.slice(text.indexOf('match method {'), text.indexOf('\nfn send'));
  const arm = /^ {8}((?:\|? ?Method::\w+\s*)+)=>([\s\S]*?)(?=^ {8}(?:Method::|\})|^ {4}\})/gm;
  return [...body.matchAll(arm)].map(([, patterns, code]) => ({
    variants: [...patterns.matchAll(/Method::(\w+)/g)].map(([, variant]) => variant),
    code,
  }));
}

/** Names of the methods that a generation answers with `none`. */
const withoutCounterpart = (generation) =>
  armsOf(generation)
    .filter(({ code }) => /\bnone::<P>\(/.test(code))
    .flatMap(({ variants }) => variants.map((variant) => names.get(variant)));

/** The guesses by their variants: method and path, as their comments give them. */
const guesses = new Map(
  [...read(`${servers}/v7/wire/guessed.rs`).matchAll(/^ {4}\/\/\/ `([A-Z]+ [^`]+)`.*\n {4}(\w+),$/gm)].map(
    ([, address, variant]) => [variant, address],
  ),
);

/** Every function of the generation, with what it calls and the guesses that it names. */
function functionsOf(generation) {
  const base = path.join(root, servers, generation);
  const functions = [];
  for (const entry of fs.readdirSync(base, { recursive: true })) {
    const file = String(entry).split(path.sep).join('/');
    if (!file.endsWith('.rs') || file === 'methods.rs' || file.startsWith('wire/')) continue;
    const text = withoutComments(fs.readFileSync(path.join(base, file), 'utf8')).split('#[cfg(test)]')[0];
    // Functions at the outermost level and of `impl`s: from one `fn` to the next.
    const starts = [...text.matchAll(/^ {0,4}(?:pub )?(?:async )?fn (\w+)/gm)];
    starts.forEach((start, i) => {
      const body = text.slice(start.index, starts[i + 1]?.index ?? text.length);
      functions.push({
        module: file.split('/')[0].replace(/\.rs$/, ''),
        file,
        name: start[1],
        calls: callsIn(body.slice(body.indexOf('{'))),
        guesses: [...body.matchAll(/\bGuess::(\w+)/g)].map(([, variant]) => variant),
      });
    });
  }
  return functions;
}

/** Calls of functions; those of methods (`document.set(…)`) are none. */
const callsIn = (code) =>
  [...code.matchAll(/(?<![.\w])(?:(\w+)::)?(\w+)(?:::<[^>]*>)?\(/g)].map(([, module, name]) => ({ module, name }));

/** The guesses that can be reached from a piece of code in a file. */
function reachable(functions, calls, file = '', seen = new Set()) {
  const found = new Set();
  for (const call of calls) {
    const targets = functions.filter(
      (each) =>
        each.name === call.name &&
        // Of `items`, the functions are named without their file among themselves.
        (call.module ? each.module === call.module : each.module === file.split('/')[0].replace(/\.rs$/, '')),
    );
    for (const target of targets) {
      if (seen.has(target)) continue;
      seen.add(target);
      for (const guess of target.guesses) found.add(guess);
      for (const guess of reachable(functions, target.calls, target.file, seen)) found.add(guess);
    }
  }
  return found;
}

const functions = functionsOf('v7');
const guessesOf = new Map(
  armsOf('v7').flatMap(({ variants, code }) => {
    const found = reachable(functions, callsIn(code));
    return variants.map((variant) => [names.get(variant), found]);
  }),
);

// ---------------------------------------------------------------- the document

const text = read('docs/passwork-7.md');
const between = (name) => new RegExp(`<!-- ${name}:start -->\\n([\\s\\S]*?)<!-- ${name}:end -->`).exec(text)[1];

const rows = [...between('methods').matchAll(/^\| (?!method|---)(.*) \|$/gm)].map(([, row]) => {
  const [method, four, seven, , guess] = row.split('|').map((cell) => cell.trim());
  return { name: /^`(\w+)`$/.exec(method)?.[1], four, seven, guess: /^`(.*)`$/.exec(guess)?.[1] };
});
const namesWhere = (fits) => rows.filter(fits).map(({ name }) => name);
const sorted = (list) => [...list].sort();

test('every method has one row', () => {
  assert.ok(names.size > 80);
  assert.deepEqual(sorted(rows.map(({ name }) => name)), sorted(names.values()));
});

test('the words are those that the page explains', () => {
  const words = new Set(['direct', 'composed', 'partly', 'guessed', 'local', 'none']);
  for (const { name, four, seven } of rows) assert.ok(words.has(four) && words.has(seven), name);
  for (const word of words) assert.match(text, new RegExp(`^\\| ${word} \\| .+ \\|$`, 'm'), word);
});

test('methods without a counterpart are those that the code answers with none', () => {
  for (const [generation, column] of [
    ['v4', 'four'],
    ['v7', 'seven'],
  ]) {
    const none = withoutCounterpart(generation);
    assert.ok(none.length > 5, 'control: they are found');
    assert.deepEqual(sorted(namesWhere((row) => row[column] === 'none')), sorted(none), generation);
  }
});

test('methods that guess are those that reach a guess, and name one of theirs', () => {
  const guessing = [...guessesOf].filter(([, found]) => found.size).map(([name]) => name);
  assert.ok(guessing.length > 20, 'control: they are found');
  assert.deepEqual(sorted(namesWhere(({ seven }) => /^(guessed|partly)$/.test(seven))), sorted(guessing));
  for (const { name, seven, guess } of rows) {
    if (!/^(guessed|partly)$/.test(seven)) assert.equal(guess, undefined, name);
    else
      assert.ok(
        [...guessesOf.get(name)].some((variant) => guesses.get(variant) === guess),
        `${name}: ${guess}`,
      );
  }
});

test('every guess stands in a row and in the list for somebody with a server', () => {
  const variants = [...read(`${servers}/v7/wire/guessed.rs`).matchAll(/Self::(\w+) =>/g)].map(([, variant]) => variant);
  assert.deepEqual(sorted(guesses.keys()), sorted(new Set(variants)));
  const list = between('guesses');
  for (const [variant, address] of guesses) {
    assert.ok(
      rows.some(({ guess }) => guess === address),
      `${variant}: ${address} is in no row`,
    );
    assert.ok(list.includes(`\`${address}\``), `${variant}: ${address} is not in the list`);
  }
});

test('the lifetimes of links are those that the code has', () => {
  const code = read(`${servers}/v7/share_links.rs`);
  const table = /\| third argument \|[\s\S]*?\n\n/.exec(text)[0];
  for (const [, lifetime] of code.matchAll(/^const [A-Z]+: &str = "([^"]+)";$/gm)) {
    assert.ok(table.includes(`\`'${lifetime}'\``), lifetime);
  }
  for (const [, hours] of code.matchAll(/hours < (\d+)\.0 =>/g)) {
    if (hours !== '1') assert.ok(table.includes(`${hours} hours`), hours);
  }
});
