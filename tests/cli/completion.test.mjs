// Completions in the shells themselves: what stands behind the cursor, and what is offered. They are static: no command is run for them.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { COMMANDS, EVERYWHERE } from '../../pkg-template/cli/main/definitions/index.mjs';
import { bash } from '../../pkg-template/cli/tools/completion-bash.mjs';
import { fish } from '../../pkg-template/cli/tools/completion-fish.mjs';
import { modelOf } from '../../pkg-template/cli/tools/completion-model.mjs';
import { zsh } from '../../pkg-template/cli/tools/completion-zsh.mjs';
import { passwork } from './support/cli.mjs';

/** Kinds of definitions that the commands of today may not all have. */
const MADE_UP = {
  everywhere: EVERYWHERE,
  commands: [
    ...COMMANDS.filter(({ name }) => name === 'get' || name === 'completion'),
    {
      name: 'start',
      alias: 'go',
      about: "it's a [test]: of \\ characters",
      arguments: [['[command...]', 'a command']],
      passThrough: true,
      options: [
        ['--env <name=reference>', 'a variable', 'list'],
        ['--mask <auto|always|never>', 'what is masked'],
        ['--generate[=length]', 'a value', 'inline'],
      ],
    },
    {
      name: 'files',
      about: 'files',
      subcommands: [
        { name: 'put', about: 'put one', arguments: [['<file>', 'a file']], options: [['--name <name>', 'its name']] },
        { name: 'ls', about: 'list them' },
      ],
    },
    { name: 'write', about: 'write', options: [['--custom-NAME <value>', 'a field', 'named']] },
  ],
};

/** A line, and what completes its last word; the rest of a word that is completed at once. */
const LINES = [
  ['g', ['get', 'go']],
  ['st', ['start']],
  ['get --fi', ['--field']],
  ['get item --pass', ['--password-id']],
  ['--host x st', ['start']],
  ['--host=x st', ['start']],
  ['--json comp', ['completion']],
  ['completion ', ['bash', 'zsh', 'fish']],
  ['completion f', ['fish']],
  ['get -o thi', ['this file.txt']],
  ['--ca thi', ['this file.txt']],
  ['start --mask al', ['always']],
  ['go --mask n', ['never']],
  ['start --gen', ['--generate']],
  ['start --env A=b cat thi', ['this file.txt']],
  ['files p', ['put']],
  ['files put --na', ['--name']],
  ['files put thi', ['this file.txt']],
  ['--profile x files put --na', ['--name']],
  ['help fi', ['files']],
];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'passwork-completion-'));
fs.writeFileSync(path.join(folder, 'this file.txt'), '');
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

const env = { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TERM: 'xterm' };
/** No program, so that a completion that asked one would fail. */
const ALONE = { ...env, PATH: '/usr/bin:/bin' };
const isThere = (shell) => spawnSync(shell, ['-c', 'exit 0'], { env }).status === 0;
const skip = (shell) => (isThere(shell) ? false : `there is no ${shell} here`);

const inShell = (shell, args, input) => execFileSync(shell, args, { env, cwd: folder, input, encoding: 'utf8' });

test('each script is what the command prints', async () => {
  for (const [shell, made] of Object.entries({ bash, zsh, fish })) {
    const script = made(modelOf({ commands: COMMANDS, everywhere: EVERYWHERE }));
    const seen = await passwork(ALONE, ['completion', shell]);
    assert.deepEqual([seen.code, seen.stdout, seen.stderr], [0, script, ''], shell);
    const json = JSON.parse((await passwork(ALONE, ['completion', shell, '--json'])).stdout);
    assert.deepEqual(json, { shell, script });
    for (const { name } of COMMANDS) assert.ok(script.includes(name), `${shell}: ${name}`);
  }
  const refused = await passwork(ALONE, ['completion', 'tcsh']);
  assert.deepEqual([refused.code, refused.stdout], [2, '']);
});

test('bash', { skip: skip('bash') }, () => {
  const ask = (line) => {
    // As readline cuts words: at spaces, and at = which stands alone.
    const words = ['passwork', ...line.split(' ').flatMap((word) => word.split(/(=)/).filter(Boolean))];
    if (line.endsWith(' ')) words.push('');
    const list = words.map((word) => `'${word}'`).join(' ');
    return `COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _passwork; printf '%s|' "\${COMPREPLY[@]}"; echo;`;
  };
  const script = `${bash(modelOf(MADE_UP))}\ncompopt() { :; }\n${LINES.map(([line]) => ask(line)).join('\n')}`;
  const offered = inShell('bash', ['--norc'], script).trimEnd().split('\n');
  for (const [i, [line, expected]] of LINES.entries()) {
    assert.deepEqual(offered[i].split('|').slice(0, -1).sort(), expected.toSorted(), line);
  }
  // The complete ones, in a shell that stops at whatever fails or is not set.
  inShell('bash', ['--norc', '-n'], bash(modelOf({ commands: COMMANDS, everywhere: EVERYWHERE })));
});

test('fish', { skip: skip('fish') }, () => {
  const asked = LINES.map(
    ([line]) => `complete -C 'passwork ${line}' | string replace -r '\\t.*' '' | string join '|'; echo`,
  );
  const file = path.join(folder, '.completion.fish');
  fs.writeFileSync(file, `${fish(modelOf(MADE_UP))}\n${asked.join('\n')}\n`);
  const offered = inShell('fish', ['--no-config', file]).split('\n').filter(Boolean);
  for (const [i, [line, expected]] of LINES.entries()) {
    const found = offered[i].split('|').map((word) => word.replaceAll('\\ ', ' '));
    assert.deepEqual(found.sort(), expected.toSorted(), line);
  }
});

test('zsh', { skip: skip('zsh') }, () => {
  fs.writeFileSync(path.join(folder, '_passwork'), zsh(modelOf(MADE_UP)));
  // A shell on a terminal of its own: a line is typed, the tabulator pressed, and the line told as it is then.
  const driver = `
    zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z 'PS1=; unsetopt PROMPT_CR PROMPT_SP BEEP; autoload -Uz compinit; compinit -u -D; source ./_passwork'
    zpty -w z 'tell() { print -rn -- "<LINE>$BUFFER</LINE>"; BUFFER=; }; zle -N tell; bindkey "^E" tell; bindkey "^I" complete-word'
    zpty -w z 'echo RE""ADY'
    zpty -r z out '*READY*'
    while read -r line; do
      zpty -n -w z "passwork $line"$'\\t\\C-e'
      zpty -r z out '*</LINE>*'
      print -r -- "\${\${out##*<LINE>}%%</LINE>*}"
    done`;
  const single = LINES.filter(([, expected]) => expected.length === 1);
  const lines = single.map(([line]) => line);
  const told = inShell('zsh', ['-f', '-c', driver], `${lines.join('\n')}\n`)
    .trimEnd()
    .split('\n');
  for (const [i, [line, [expected]]] of single.entries()) {
    const start = line.slice(0, line.lastIndexOf(' ') + 1);
    const whole = `passwork ${start}${expected.replaceAll(' ', '\\ ')}`;
    assert.equal(told[i].trimEnd().replace(/=$/, ''), whole, line);
  }
});
