// `passwork api [METHOD] ENDPOINT`: any address of Passwork 7's API, with tokens, renewal and errors as everywhere.
import { connected } from '../connection/index.mjs';
import { readInput, usage, utf8 } from '../shared/index.mjs';
import { endpointOf } from './endpoint.mjs';
import { fieldOf, selected, stepsOf } from './select.mjs';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Three files of the greatest size that the server takes, sealed, fit in. */
const MOST_BYTES = 32 * 1024 * 1024;

export async function api(context) {
  const { options, output } = context;
  const { method, endpoint } = wantedOf(context);
  const { path, query } = endpointOf(endpoint);
  if (method !== 'GET' && Object.keys(query).length) {
    throw usage('only a GET has a query: give parameters by --params');
  }
  if (options.select !== undefined && options.field !== undefined) {
    throw usage('--select and --field are one or the other');
  }
  const steps = options.select === undefined ? undefined : stepsOf(options.select);
  const params = await paramsOf(options.params);
  for (const name of Object.keys(params)) {
    if (Object.hasOwn(query, name)) throw usage(`'${name}' is in the endpoint and in --params: give it once`);
  }
  const answer = await connected(context, (passwork) => passwork.call(method, path, { ...query, ...params }));
  if (steps !== undefined) {
    const value = selected(answer, steps);
    return typeof value === 'string' && !output.isJson ? output.value(value) : output.json(value);
  }
  // Who answers nothing has done what it was asked.
  return output.json((options.field ? fieldOf(answer, options.field) : answer) ?? null);
}

/** Method and endpoint, by words or by the options of passwork-cli. */
function wantedOf({ args, options }) {
  const words = args.filter((word) => word !== undefined);
  const endpoint = options.endpoint ?? words.pop();
  const method = options.method ?? words.pop() ?? 'GET';
  if (words.length) throw usage('api takes a method and an endpoint, in words or as --method and --endpoint');
  if (endpoint === undefined || METHODS.includes(endpoint)) {
    throw usage('api takes an endpoint: passwork api GET v1/vaults');
  }
  if (!METHODS.includes(method.toUpperCase())) throw usage(`the method is one of ${METHODS.join(', ')}`);
  return { method: method.toUpperCase(), endpoint };
}

/** The parameters, an object. */
async function paramsOf(given) {
  if (given === undefined || given === '') return {};
  const isText = given !== '-' && !given.startsWith('@');
  const file = given === '-' ? '-' : given.slice(1);
  const text = isText ? given : utf8(await readInput(file, { most: MOST_BYTES }), file === '-' ? 'stdin' : file);
  let params;
  try {
    params = JSON.parse(text);
  } catch {
    throw usage('--params is no JSON'); // its words may hold a secret, so none is shown
  }
  if (params === null || typeof params !== 'object' || Array.isArray(params)) {
    throw usage('--params must be an object: {"name": "value"}');
  }
  return params;
}
