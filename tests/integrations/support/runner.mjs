// What a runner of GitHub does with the steps of a job, as far as it is documented: expressions, the variables of a step, its files
// of outputs and variables, masks. Steps are run by the bash of this machine.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { githubRead } from '../../cli/support/readers.mjs';
import { evaluated, evaluatedAll } from './expressions.mjs';

const actionFolder = fileURLToPath(new URL('../../../integrations/github-action/', import.meta.url));
export const action = parse(fs.readFileSync(path.join(actionFolder, 'action.yml'), 'utf8'));

/** `shell: bash` is documented to be this. */
const BASH = ['--noprofile', '--norc', '-eo', 'pipefail'];

export class Runner {
  /** Variables that steps gave to those that come after them. */
  variables = {};
  masks = [];
  /** What the steps printed, before masks. */
  printed = '';
  #files = 0;

  /** `env`: variables of the runner itself; `folder`: where it keeps its files; `workspace`: where steps run. */
  constructor({ env, folder }) {
    this.env = env;
    this.temp = path.join(folder, 'runner temp');
    this.workspace = path.join(folder, 'workspace');
    for (const each of [this.temp, this.workspace]) fs.mkdirSync(each, { recursive: true });
  }

  /** What the log of the job shows. */
  get log() {
    const texts = this.masks.toSorted((a, b) => b.length - a.length);
    return texts.reduce((text, mask) => text.replaceAll(mask, '***'), this.printed);
  }

  /** A step that is a script: `{code, stdout, stderr, outputs, files}`. */
  async script({ run, env = {} }, more = {}) {
    const number = this.#files++;
    const file = (name) => path.join(this.temp, `${name}_${number}`);
    const files = { GITHUB_OUTPUT: file('output'), GITHUB_ENV: file('env'), GITHUB_PATH: file('path') };
    for (const each of Object.values(files)) fs.writeFileSync(each, '');
    const script = file('script');
    fs.writeFileSync(script, run);
    const all = {
      ...this.env,
      RUNNER_TEMP: this.temp,
      GITHUB_ACTIONS: 'true',
      ...this.variables,
      ...more,
      ...env,
      ...files,
    };
    const seen = await new Promise((resolve) => {
      execFile('bash', [...BASH, script], { env: all, cwd: this.workspace }, (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, stdout, stderr }),
      );
    });
    const texts = Object.fromEntries(
      Object.entries(files).map(([name, each]) => [name, fs.readFileSync(each, 'utf8')]),
    );
    Object.assign(this.variables, githubRead(texts.GITHUB_ENV));
    this.masks.push(...masksOf(seen.stdout));
    // The runner takes commands out of the log.
    this.printed += `${seen.stdout.replace(/^::add-mask::.*\n/gm, '')}${seen.stderr}`;
    return { ...seen, outputs: githubRead(texts.GITHUB_OUTPUT), files: texts };
  }

  /** A step that is our action: its outputs, and what `script` gives for the last of its own steps. */
  async action({ with: given = {}, env = {} }) {
    const defaults = Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, value]);
    const inputs = { ...Object.fromEntries(defaults), ...given };
    const steps = {};
    let last;
    for (const step of action.runs.steps) {
      const own = { ...step, env: evaluatedAll(step.env, { inputs, steps }) };
      last = await this.script(own, { ...env, GITHUB_ACTION_PATH: actionFolder });
      steps[step.id] = { outputs: last.outputs };
      if (last.code !== 0) break;
    }
    const outputs = Object.entries(action.outputs).map(([name, { value }]) => [
      name,
      evaluated(value, { inputs, steps }),
    ]);
    return { ...last, outputs: Object.fromEntries(outputs), written: last.outputs };
  }

  /** The steps of a job, one after the other. Actions of others are passed over. */
  async job({ steps, env }, contexts) {
    const done = {};
    for (const step of steps) {
      const now = { ...contexts, steps: done };
      const own = { ...step, env: evaluatedAll({ ...env, ...step.env }, now), with: evaluatedAll(step.with, now) };
      if (step.uses && !/\/github-action@/.test(step.uses)) continue;
      const seen = await (step.uses ? this.action(own) : this.script({ ...own, run: evaluated(step.run, now) }));
      if (step.id) done[step.id] = { outputs: seen.outputs };
      if (seen.code !== 0) return { ...seen, step };
    }
    return { code: 0 };
  }
}

/** The texts of `::add-mask::`; a command ends with its line, and has three characters in percent. */
const masksOf = (stdout) =>
  [...stdout.matchAll(/^::add-mask::(.*)$/gm)].map(([, text]) =>
    text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
  );
