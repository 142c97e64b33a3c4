// The eight workflows in n8n: their results, what n8n has stored of them, and what it has printed.
import fs from 'node:fs';
import path from 'node:path';
import { credentialsFor, SECRETS, secretsOf, startServers } from '../../tests/n8n/servers.mjs';
import { at } from '../build/project.mjs';
import { say } from '../lib/script.mjs';
import { commands, environment } from './commands.mjs';
import { bytesOf, lastExecution } from './database.mjs';
import { checkForm, withServer } from './form.mjs';
import { checkNetworks } from './networks.mjs';
import { takeScreenshots } from './screenshots.mjs';

const folderOfWorkflows = at('tests', 'n8n', 'workflows');

/** Those that ask for no secret come first, so that no secret may be in any byte that n8n has written until then. */
async function workflows() {
  const names = fs.readdirSync(folderOfWorkflows).filter((name) => name.endsWith('.mjs'));
  const all = await Promise.all(
    names.map(async (name) => ({ name: path.parse(name).name, ...(await import(path.join(folderOfWorkflows, name))) })),
  );
  return all.sort((one, other) => one.asked.length - other.asked.length || one.name.localeCompare(other.name));
}

/** Forms in which a secret might lie somewhere. */
const formsOf = (secret) => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
];

function ensureAbsent(secrets, bytes, where) {
  for (const [name, secret] of Object.entries(secrets)) {
    if (formsOf(secret).some((form) => bytes.includes(form))) throw new Error(`${name} is in ${where}`);
  }
}

const without = (secrets, names) =>
  Object.fromEntries(Object.entries(secrets).filter(([name]) => !names.includes(name)));

/**
 * Everything that is looked at in n8n.
 *
 * @param {Awaited<ReturnType<typeof import('./install.mjs').ensureN8n>>} installed n8n
 * @param {string} folder of the user
 * @returns {Promise<{passed: number, failed: string[]}>}
 */
export async function runInN8n(installed, folder, { only = [], screenshots = false } = {}) {
  const servers = await startServers();
  try {
    const authority = path.join(folder, 'authority.pem');
    fs.writeFileSync(authority, servers.authority);
    const credentials = credentialsFor(servers);
    const keys = Object.fromEntries(
      secretsOf(credentials).map((secret, at) => [`secret ${at} of the credentials`, secret]),
    );
    const env = environment(folder, authority);
    const n8n = commands(installed, folder, env);
    const executed = async (id, more) => {
      const printed = await n8n.execute(id, more);
      return { ...(await lastExecution(installed, folder, id)), printed };
    };
    const all = await workflows();
    await n8n.importCredentials(credentials);
    await n8n.importWorkflows(all.map(({ definition }) => definition));
    const searchAll = (secrets) => {
      for (const { name, bytes } of bytesOf(folder)) ensureAbsent(secrets, bytes, name);
      return 'nothing found';
    };
    const quiet = all.filter(({ asked }) => !asked.length);
    const asking = all.filter(({ asked }) => asked.length);
    const workflowCheck = (one) => [one.name, () => runWorkflow(one, { executed, folder, servers, keys })];
    const checks = [
      ...quiet.map(workflowCheck),
      ['all that n8n has written without being asked for a secret', () => searchAll({ ...SECRETS, ...keys })],
      ...asking.map(workflowCheck),
      ['networks', () => checkNetworks(servers, (more) => executed('lists', more))],
      ['form', () => withServer(installed, folder, env, (server) => checkForm(server, credentials))],
      ['secrets of the credentials, in all that n8n has written', () => searchAll(keys)],
      ...(screenshots ? [['screenshots', () => withServer(installed, folder, env, takeScreenshots)]] : []),
    ];
    return await runChecks(checks.filter(([name]) => !only.length || only.some((part) => name.includes(part))));
  } finally {
    await servers.close();
  }
}

async function runChecks(checks) {
  const failed = [];
  for (const [name, check] of checks) {
    try {
      say(`${name}: ${await check()}`);
    } catch (error) {
      failed.push(name);
      say(`${name}: FAILED: ${error.stack}`);
    }
  }
  return { passed: checks.length - failed.length, failed };
}

async function runWorkflow({ definition, status = 'success', asked, check }, { executed, folder, servers, keys }) {
  const since = { v4: servers.v4.requests.length };
  const execution = await executed(definition.id);
  if (execution.status !== status) throw new Error(`ended as ${execution.status}: ${messageOf(execution)}`);
  await check(execution, servers, { since });
  ensureAbsent({ ...without(SECRETS, asked), ...keys }, execution.stored, 'the stored execution');
  ensureAbsent(keys, execution.printed, 'what n8n printed');
  // Files lie beside the database where n8n is set so, as n8n 2 is.
  ensurePresent(SECRETS, asked, [execution.stored, ...bytesOf(folder).map(({ bytes }) => bytes)]);
  return `as it should be; ${asked.length ? `asked for and stored: ${asked.join(', ')}` : 'no secret stored'}`;
}

/** The control of the search: what was asked for is found, in one of the forms. */
function ensurePresent(secrets, asked, stored) {
  for (const name of asked) {
    if (!formsOf(secrets[name]).some((form) => stored.some((bytes) => bytes.includes(form))))
      throw new Error(`${name} was asked for, and is not stored`);
  }
}

const messageOf = ({ data }) => {
  const { error } = data.resultData;
  return error ? `${error.message} ${error.description ?? ''}` : 'no error';
};
