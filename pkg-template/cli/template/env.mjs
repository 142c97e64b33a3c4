// `passwork env`: variables, in the form that somebody else reads.
import { connected } from '../connection/index.mjs';
import { allFailures, usage } from '../shared/index.mjs';
import {
  appendTo,
  collectVariables,
  masksFor,
  needsServer,
  plannedVariables,
  runnerFile,
} from '../variables/index.mjs';
import { FORMATS, refusals } from './formats.mjs';

const SOURCES = ['env', 'envFile', 'passwordId', 'shortcutId', 'vaultId', 'folderId', 'tags'];

export async function env(context) {
  const { options, output } = context;
  const name = formatOf(options);
  const secretName = nameOf(options, name);
  if (!SOURCES.some((option) => options[option] !== undefined)) {
    throw usage('env takes --env NAME=REFERENCE, --env-file FILE, or items: --password-id, --folder-id, --tags …');
  }
  const plan = plannedVariables(context);
  const file = name === 'github' ? runnerFile(context.env, options.output === true) : undefined;
  const collect = (passwork) => collectVariables(passwork, plan, context);
  const { values, secrets } = await (needsServer(plan) ? connected(context, collect) : collect());
  const entries = Object.entries(values);
  const format = FORMATS[name];
  const unfit = refusals(format, entries);
  if (file !== undefined && !options.output && Object.hasOwn(values, 'NODE_OPTIONS')) {
    unfit.push(['NODE_OPTIONS', 'GitHub takes it from no step']);
  }
  if (unfit.length) {
    const failures = unfit.map(([variable, reason]) => [variable, usage(reason)]);
    throw allFailures(failures, [`variable has no form in ${name}`, `variables have no form in ${name}`]);
  }
  if (file === undefined) return output.value(format.print(entries, { name: secretName }), { bare: true });
  await output.value(masksFor(secrets), { bare: true });
  appendTo(file, entries);
}

function formatOf({ format, json }) {
  const name = format ?? (json ? 'json' : undefined);
  if (name === undefined || !Object.hasOwn(FORMATS, name)) {
    throw usage(`--format is one of ${Object.keys(FORMATS).join(', ')}`);
  }
  if (json && name !== 'json') throw usage(`--json and --format ${name} are one or the other`);
  return name;
}

/** The name of a Secret of Kubernetes. */
function nameOf({ name, output }, format) {
  if (name !== undefined && format !== 'k8s') throw usage('--name is for --format k8s');
  if (output !== undefined && format !== 'github') throw usage('--output is for --format github');
  if (
    name !== undefined &&
    !(name.length <= 253 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name))
  ) {
    throw usage('--name is a name of Kubernetes: small letters, digits, "-" and "."');
  }
  return name ?? 'passwork';
}
