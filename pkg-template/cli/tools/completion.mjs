// `passwork completion bash|zsh|fish`: a script made from the definitions of the commands. It asks nobody: no server, and not us.
import { usage } from '../shared/index.mjs';
import { bash } from './completion-bash.mjs';
import { fish } from './completion-fish.mjs';
import { modelOf } from './completion-model.mjs';
import { zsh } from './completion-zsh.mjs';

const SHELLS = { bash, zsh, fish };

export async function completion({ args, output, definitions }) {
  const [shell] = args;
  if (!Object.hasOwn(SHELLS, shell)) throw usage(`completion is for ${Object.keys(SHELLS).join(', ')}`);
  const script = SHELLS[shell](modelOf(definitions));
  return output.isJson ? output.json({ shell, script }) : output.text(script);
}
