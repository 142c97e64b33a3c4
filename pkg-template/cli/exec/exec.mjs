// `passwork exec COMMAND`: a command with secrets in its environment.
import { connected } from '../connection/index.mjs';
import { usage } from '../shared/index.mjs';
import { collectVariables, needsServer, plannedVariables } from '../variables/index.mjs';
import { endAs, runChild } from './child.mjs';
import { commandOf } from './command.mjs';
import { childEnvironment, referencesOf } from './environment.mjs';
import { canReplace, replaceBy } from './replace.mjs';
import { endByDefault } from './signals.mjs';

export async function exec(context) {
  const { args, options, output, env: own } = context;
  const command = commandOf(args, options.cmd);
  const mode = modeOf(options);
  const plan = plannedVariables(context, { environment: environmentOf(context) });
  // The session ends here: on API v4 the log-out is sent before the command starts.
  const release = endByDefault();
  const collect = (passwork) => collectVariables(passwork, plan, context);
  const { values, secrets } = await (needsServer(plan) ? connected(context, collect) : collect());
  release();
  const keepCredentials = options.keepCredentials || context.isCompatible;
  const env = childEnvironment(own, values, { keepCredentials });
  if (options.replace) return replaceBy(command, env);
  return endAs(await runChild(command, { env, secrets, mode, unmasked: options.unmasked, output }));
}

/** How the output is masked, and whether it can be. */
function modeOf({ mask = 'auto', replace }) {
  if (!['auto', 'always', 'never'].includes(mask)) throw usage('--mask is auto, always or never');
  if (replace && mask === 'always') throw usage('--replace leaves nobody who could mask: take away --mask always');
  if (replace && !canReplace()) throw usage('--replace needs process.execve: Node 22.15 or later, and not on Windows');
  return mask;
}

/** References in the environment are resolved where somebody said so: a text that others chose must not name a secret. */
function environmentOf({ options, output, env }) {
  const references = referencesOf(env);
  if (options.resolveEnv || isSet('PASSWORK_RESOLVE_ENV', env)) return references;
  const names = Object.keys(references);
  if (names.length)
    output.note(`left as they are without --resolve-env, though they are references: ${names.join(', ')}`);
  return {};
}

function isSet(name, env) {
  const value = env[name] || '0';
  if (value !== '0' && value !== '1') throw usage(`${name} is 1 or 0`);
  return value === '1';
}
