// Questions on a real terminal: beside stdin and stdout, without an echo of what is secret, and only where they must be.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { bin, WORLDS, world } from './support/cli.mjs';
import { asked, fileOf, logIn } from './support/session.mjs';
import { CTRL_C, CTRL_D, noTerminal, onTerminal } from './support/terminal.mjs';

const [SEALED4, PLAIN4, SEALED7, PLAIN7] = WORLDS;
const ORDERS = 'Infrastructure/Databases/orders';
const skip = noTerminal;

/** A shell with `passwork` on its path, and nothing else that is ours. */
async function shellOf(t, one) {
  const made = await world(t, one);
  const place = path.join(made.home, 'bin');
  fs.mkdirSync(place);
  fs.writeFileSync(path.join(place, 'passwork'), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`, {
    mode: 0o755,
  });
  const bare = { PATH: `${place}:${made.env.PATH}`, HOME: made.home, LANG: 'C.UTF-8' };
  const { PASSWORK_MASTER_PASSWORD: _, PASSWORK_MASTER_KEY: __, ...unlocked } = made.env;
  return { ...made, bare, without: { ...unlocked, ...bare }, origin: new URL(made.host).origin };
}

for (const one of WORLDS) {
  test(`login asks, beside a captured stdout and a pipe into stdin: ${one.name}`, { skip }, async (t) => {
    const { server, bare, origin, home } = await shellOf(t, one);
    const { apiKey, tokens, masterPassword } = server;
    const credentials =
      one.generation === 4
        ? [['API key:', `${apiKey}\r`]]
        : [
            ['Access token:', `${tokens.accessToken}\r`],
            ['Refresh token .*:', `${tokens.refreshToken}\r`],
          ];
    const master = one.clientSideEncryption ? [['Master password:', `${masterPassword}\r`]] : [];
    const steps = [['Host:', `${origin}\r`], ...credentials, ...master];
    const script = `eval "$(echo canary-of-stdin | passwork login)"; echo "code $?"; passwork get ${ORDERS}; env | grep ^PASSWORK`;
    const { shown, missed, echo, code } = await onTerminal(bare, script, steps);
    assert.deepEqual([missed, code], [null, 0], shown);
    assert.match(shown, /code 0\r\ncanary-orders-password\r\nPASSWORK_SESSION=\S{44}\r\n$/);
    for (const secret of [
      apiKey,
      tokens?.accessToken,
      tokens?.refreshToken,
      masterPassword,
      server.masterKey,
      'of-stdin',
    ]) {
      if (secret) assert.ok(!shown.includes(secret), 'no secret is echoed');
    }
    assert.ok(shown.includes(origin), 'what is no secret is');
    assert.equal(echo.at(-1), true);
    assert.ok(fs.existsSync(fileOf(home)));
  });
}

test('the key for later: what is asked for is only what is missing', { skip }, async (t) => {
  const { server, without, host } = await shellOf(t, SEALED7);
  const steps = [['Master password:', `${server.masterPassword}\r`]];
  const { shown, missed } = await onTerminal(without, `passwork login > line; passwork --host ${host} status`, steps);
  assert.equal(missed, null, shown);
  assert.doesNotMatch(shown, /Host:|token:/);
});

for (const one of [SEALED4, SEALED7]) {
  test(`the master password is asked for when an object needs it, not before: ${one.name}`, { skip }, async (t) => {
    const { server, without } = await shellOf(t, one);
    const right = [['Master password:', `${server.masterPassword}\r`]];
    const wrong = [['Master password:', 'not it\r']];
    const seen = await onTerminal(without, `true | passwork get ${ORDERS} > value; echo "code $?"; cat value`, right);
    assert.equal(seen.missed, null, seen.shown);
    assert.match(seen.shown, /code 0\r\ncanary-orders-password\r\n$/);
    assert.ok(!seen.shown.includes(server.masterPassword));
    const bad = await onTerminal(without, `passwork get ${ORDERS}; echo "code $?"`, wrong);
    assert.match(bad.shown, /code 4\r\n$/);
    assert.doesNotMatch(bad.shown, /not it|canary/);
    const none = await onTerminal(without, `passwork get ${ORDERS}; echo "code $?"`, [['Master password:', '\r']]);
    assert.match(none.shown, /set PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY.*\r\ncode 4\r\n$/);
    if (one.generation === 4) {
      const list = await onTerminal(without, 'passwork ls; echo "code $?"', []);
      assert.match(list.shown, /^[0-9a-f]{24} {2}vault {2}Infrastructure\r\n.*code 0\r\n$/s);
    }
    assert.equal(asked(server, /\/auth\/login/), asked(server, /logout/));
  });
}

test('a server without client-side encryption never leads to the question', { skip }, async (t) => {
  for (const one of [PLAIN4, PLAIN7]) {
    const { without } = await shellOf(t, one);
    const { shown, code } = await onTerminal(without, `passwork get ${ORDERS}`, []);
    assert.deepEqual([shown, code], ['canary-orders-password\r\n', 0]);
  }
});

test('Ctrl-C during a question: 130, the echo is back, and nothing is left', { skip }, async (t) => {
  const { server, bare, without, origin, home } = await shellOf(t, SEALED4);
  const script = (command) => `${command}; echo "code $?"; read answer; echo "read $answer"`;
  const typed = ['code 130\r\n', 'visible\r'];
  for (const [env, command, question, secret] of [
    [without, `passwork get ${ORDERS}`, 'Master password:', true],
    [without, 'eval "$(passwork login || echo exit 130)"', 'Master password:', true],
    [{ ...bare, PASSWORK_HOST: origin }, 'passwork login', 'API key:', true],
    [bare, 'passwork login', 'Host:', false],
  ]) {
    for (const begun of ['', 'canary-begun']) {
      const isSub = command.startsWith('eval');
      const steps = [[question, begun + CTRL_C], ...(isSub ? [] : [typed])];
      const { shown, echo, missed, code } = await onTerminal(env, script(command), steps);
      assert.equal(missed, null, shown);
      assert.match(shown, /passwork: ended by Ctrl-C\r\n/);
      if (isSub) assert.equal(code, 130);
      else assert.match(shown, /visible\r\nread visible\r\n$/, 'what is typed afterwards is seen');
      if (secret) assert.ok(!shown.includes('canary'), shown);
      assert.deepEqual([echo[0], echo.at(-1)], [false, true]);
    }
  }
  assert.ok(!fs.existsSync(fileOf(home)));
  assert.equal(asked(server, /\/auth\/login/), asked(server, /logout/));
});

test('Ctrl-D and empty answers: exit 4, and the echo is back', { skip }, async (t) => {
  const { bare, origin, home } = await shellOf(t, SEALED7);
  for (const [env, steps] of [
    [bare, [['Host:', CTRL_D]]],
    [bare, [['Host:', '\r']]],
    [{ ...bare, PASSWORK_HOST: origin }, [['Access token:', '\r']]],
    [{ ...bare, PASSWORK_HOST: origin }, [['Access token:', ' \r']]],
  ]) {
    const { shown, echo, missed } = await onTerminal(env, 'passwork login; echo "code $?"', steps);
    assert.equal(missed, null);
    assert.match(shown, /passwork: no (host|access token) was given\r\ncode 4\r\n$/);
    assert.equal(echo.at(-1), true);
  }
  assert.ok(!fs.existsSync(fileOf(home)));
});

test('a signal during a question: the echo is back', { skip }, async (t) => {
  const { without, home } = await shellOf(t, SEALED7);
  for (const signal of ['TERM', 'INT', 'HUP']) {
    const pid = path.join(home, 'pid');
    const started = `sh -c 'echo $$ > "$0"; exec passwork get ${ORDERS}' ${pid}`;
    const script = `${started}; echo "code $?"; stty -a | grep -o -- '-\\?echo\\b'`;
    const { shown, echo } = await onTerminal(without, script, [['Master password:', { signal, to: pid }]]);
    assert.match(shown, new RegExp(`code ${{ TERM: 143, INT: 130, HUP: 129 }[signal]}`), shown);
    assert.match(shown, /\r\necho\r\n$/);
    assert.deepEqual(echo, [false, true]);
  }
});

test('a host that does not answer is told before anything secret is asked for', { skip }, async (t) => {
  const { bare } = await shellOf(t, SEALED7);
  const steps = [['Host:', 'http://127.0.0.1:9\r']];
  const { shown, missed } = await onTerminal(bare, 'passwork --retry 0 login; echo "code $?"', steps);
  assert.equal(missed, null);
  assert.match(shown, /code 5\r\n$/);
  assert.doesNotMatch(shown, /token|key:/);
});

test('the line on a terminal comes with a word on what to do with it', { skip }, async (t) => {
  const { env, bare } = await shellOf(t, SEALED4);
  const { shown } = await onTerminal({ ...env, ...bare }, 'passwork login', []);
  assert.match(
    shown,
    /^export PASSWORK_SESSION=\S{44}\r\npasswork: nothing is set yet: run it as eval "\$\(passwork login\)"\r\n$/,
  );
  assert.ok(await logIn(env));
});
