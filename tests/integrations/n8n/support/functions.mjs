// The functions that n8n gives a node, over the server for tests.
import assert from 'node:assert/strict';
import { WORLDS } from '../../../cli/support/cli.mjs';
import { createTestServer, Passwork } from './node.mjs';

export { byId, byName, fromList, place } from '../../../n8n/builder.mjs';

const { properties } = new Passwork().description;

/** Credentials for a server, with the fields of the form. */
export function credentialsFor(server, changes = {}) {
  const { host, apiKey = '', tokens, masterPassword, masterKey } = server;
  const encryption = masterPassword ? 'masterPassword' : masterKey ? 'masterKey' : 'none';
  const accessToken = tokens?.accessToken ?? '';
  return { host, generation: 'auto', apiKey, accessToken, encryption, masterPassword, masterKey, ...changes };
}

const isShown = ({ displayOptions }, parameters) =>
  Object.entries(displayOptions?.show ?? {}).every(([name, values]) => values.includes(parameters[name]));

/** What an expression gives, in the place of a parameter or of the value of a locator. */
class Expression {
  constructor(value) {
    this.value = value;
  }
}

export const expression = (value) => new Expression(value);

/** As n8n gives it: what the expression gives, or the expression. */
function evaluated(given, raw) {
  if (given instanceof Expression) return raw ? '={{ $json.cell }}' : given.value;
  return given?.value instanceof Expression ? { ...given, value: evaluated(given.value, raw) } : given;
}

/** A parameter as n8n finds it: what the workflow says, else the default of the form; one that is not shown is a mistake of the node. */
function parameterOf(parameters, name, fallback) {
  const all = properties.filter((property) => property.name === name);
  const whole = { ...parameters };
  for (const { name, default: value } of properties)
    if (name === 'searchBy' || name === 'wholeVault') whole[name] ??= value;
  const shown = all.find((property) => isShown(property, whole));
  assert.ok(all.length, `the form has no parameter ${name}`);
  if (!shown) {
    if (fallback !== undefined) return fallback;
    assert.fail(`the parameter ${name} is not shown for ${parameters.operation} of ${parameters.resource}`);
  }
  return name in parameters ? parameters[name] : shown.default;
}

/** n8n's `httpRequest`, whose errors hold the whole request. */
const httpRequestTo = (server, requests, onRequest) => async (options) => {
  const { url, method, headers, body } = options;
  requests.push(options);
  onRequest?.(url);
  assert.ok(options.disableFollowRedirect && options.ignoreHttpStatusErrors && options.returnFullResponse);
  assert.equal(options.encoding, 'arraybuffer');
  assert.ok(body === undefined || Buffer.isBuffer(body), 'n8n would look into a body that is no Buffer');
  try {
    const answer = await server.fetch(url, { method, headers, body, signal: options.abortSignal });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: bytes.length ? bytes : '' };
  } catch (error) {
    throw Object.assign(new Error(error.message), { isAxiosError: true, config: { url, headers, data: body } });
  }
};

/**
 * The functions of one execution.
 *
 * @param server of passwork-wasm/testing
 * @param all what is left out: `parameters` (an object, or a function of the item's index), `items`, `credentials`, `continueOnFail`, `signal`, `onRequest`
 */
export function executeFunctions(server, { parameters = {}, items = [{ json: {} }], credentials, ...rest } = {}) {
  const requests = [];
  const warnings = [];
  const at = (index) => (typeof parameters === 'function' ? parameters(index) : parameters);
  return {
    requests,
    warnings,
    getInputData: () => items,
    getNode: () => ({ name: 'Passwork', type: 'passwork', parameters: {} }),
    getNodeParameter: (name, index, fallback, { rawExpressions = false } = {}) =>
      evaluated(parameterOf(at(index), name, fallback), rawExpressions),
    getCurrentNodeParameter: (name) => at(0)[name],
    getCredentials: async () => credentials ?? credentialsFor(server),
    getExecutionCancelSignal: () => rest.signal,
    continueOnFail: () => rest.continueOnFail ?? false,
    logger: { warn: (text) => warnings.push(text) },
    helpers: {
      httpRequest: httpRequestTo(server, requests, rest.onRequest),
      prepareBinaryData: async (data, fileName) => ({ data: data.toString('base64'), fileName, mimeType: 'x/y' }),
      assertBinaryData: (index, field) => items[index].binary[field],
      getBinaryDataBuffer: async (index, field) => Buffer.from(items[index].binary[field].data, 'base64'),
    },
  };
}

/** Runs the node. */
export async function execute(server, options) {
  const functions = executeFunctions(server, options);
  const [results] = await new Passwork().execute.call(functions);
  return { results, functions };
}

/** The results' `json`, of an operation on one item. */
export async function run(server, resource, operation, parameters = {}, options = {}) {
  const { results } = await execute(server, { ...options, parameters: { resource, operation, ...parameters } });
  return results.map(({ json }) => json);
}

/** Values that stand nowhere but where they were asked for. */
export const SECRETS = {
  password: 'canary-password-1',
  pin: 'canary-pin-2',
  totp: 'JBSWY3DPEHPK3PXP',
  file: 'canary-file-3',
};

const contents = () => ({
  Infrastructure: {
    Databases: {
      orders: {
        id: '65a100000000000000000001',
        login: 'app',
        password: SECRETS.password,
        url: 'https://db.example.com',
        description: 'the orders',
        tags: ['production', 'eu'],
        color: 3,
        custom: { region: 'eu', pin: { value: SECRETS.pin, type: 'password' } },
        totp: { '2FA': SECRETS.totp },
        attachments: { 'key.pem': SECRETS.file, logo: new Uint8Array([137, 80, 0, 255]) },
      },
      Archive: { old: { password: 'p' } },
    },
    mail: { login: 'post', password: 'm' },
  },
  Mine: { private: true, shortcut: { shortcutTo: 'Infrastructure/Databases/orders' } },
});

/** Servers of all kinds that the node has to do with. */
export const servers = WORLDS.map(({ name, ...options }) => ({
  name,
  generation: options.generation,
  make: (more) => createTestServer({ contents: contents(), ...options, ...more }),
}));
