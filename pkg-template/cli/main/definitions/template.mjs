// Commands that put values into texts.
import { VARIABLES } from './variables.mjs';

export const TEMPLATE = [
  {
    name: 'inject',
    about: 'replace {{ pw://… }} and {{ pw://… | json }} (yaml, shell, url, base64) in a text by what they name',
    options: [
      ['-i, --input <file>', 'the text; without it, stdin'],
      ['-o, --output <file>', 'into a file instead of stdout'],
      ['--mode <mode>', 'of that file (0600)'],
      ['--force', 'replace a file that is there'],
      ['--allow-empty', 'an empty password is no failure'],
    ],
  },
  {
    name: 'env',
    about: 'print variables for a shell, a file, or a step of a pipeline',
    options: [
      ['--format <format>', 'dotenv, docker, shell, fish, powershell, json, k8s or github'],
      ...VARIABLES,
      ['--name <name>', 'of the Secret that k8s makes (passwork)'],
      ['--output', 'github: outputs of the step, instead of variables of the job'],
    ],
  },
];
