import { base64, utf8 } from '../bytes.mjs';
import { Refusal, required } from './refusal.mjs';
import { dispatch, parseQuery } from './routes.mjs';
import { View } from './view.mjs';

export const BASE = '/api/v1';

const BATCH = 25;
const HASHLESS = /^GET \/(users\/master-key\/options|app\/.*|sessions\/current\/info|users\/info)$/;
const RENEWALS = {
  'POST /sessions/refresh': 'renew',
  'POST /sessions/refresh-access-token': 'renewAccess',
  'POST /sessions/refresh-refresh-token': 'renewRefresh',
};

function checkHash({ masterKeyHash }, headers) {
  if (masterKeyHash && headers['x-master-key-hash'] !== masterKeyHash) {
    throw new Refusal(403, 'masterKeyHashInvalid', 'Master key hash is missing or wrong');
  }
}

/** Several GETs in one request; each is answered, or refused, by itself. */
function batch(view, { requests }) {
  if (!Array.isArray(requests) || requests.length === 0) throw required('requests', 'No requests');
  if (requests.length > BATCH)
    throw new Refusal(400, 'tooManyRequests', `At most ${BATCH} requests in a batch`, 'requests');
  const one = ({ method, relativeUrl }) => {
    if (method !== 'GET') throw new Refusal(405, 'methodNotAllowed', 'Only GET');
    const [path, query] = `${relativeUrl}`.split('?');
    if (!path.startsWith(`${BASE}/`)) throw new Refusal(404, 'notFound', `Not below ${BASE}`);
    return dispatch(view, method, path.slice(BASE.length), parseQuery(query));
  };
  return {
    responses: requests.map((request) => {
      const { status, json } = refusable(() => one(objectOf(request)));
      return { statusCode: status, body: json };
    }),
  };
}

const objectOf = (json) => (typeof json === 'object' && json !== null ? json : {});

function refusable(answer) {
  try {
    return { status: 200, json: answer() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, json: error.json };
  }
}

/** Without `raw` an answer, an error too, comes as the base64 of its JSON. */
const enveloped = (json) => ({ format: 'base64', content: base64(utf8(JSON.stringify(json))) });

/** An answer in the form that the request asks for. */
export function wrapped({ headers }, { status, json }) {
  const isRaw = headers['x-response-format'] === 'raw';
  return { status, headers: { 'content-type': 'application/json' }, json: isRaw ? json : enveloped(json) };
}

/** Answers the requests of the API from a store. */
export function serve(store, sessions) {
  function answer({ method, path, query, headers, json }) {
    const name = `${method} ${path}`;
    const input = method === 'GET' ? parseQuery(query) : objectOf(json);
    const renewal = RENEWALS[name];
    if (renewal) {
      const account = sessions.holder(input);
      if (account && headers['x-master-key-hash'] !== undefined) checkHash(account, headers);
      return sessions[renewal](headers, input);
    }
    const account = sessions.authorise(headers);
    if (!HASHLESS.test(name)) checkHash(account, headers);
    const view = new View(store, account);
    return name === 'POST /batch' ? batch(view, input) : dispatch(view, method, path, input);
  }

  return (request) =>
    wrapped(
      request,
      refusable(() => answer(request)),
    );
}
