// What a failed fetch says, made fit to be shown.

const DEPTH = 4;

/** Deno and workerd say it in words only. */
const WORDS = [
  [/: UnknownIssuer/, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/certificate expired/, 'CERT_HAS_EXPIRED'],
  [/certificate not valid for name/, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/Connection refused/, 'ECONNREFUSED'],
  [/dns error/, 'ENOTFOUND'],
  [/^Requires net access|--allow-net/, 'PASSWORK_NO_PERMISSION'],
  [/global scope/, 'PASSWORK_GLOBAL_SCOPE'], // workerd
];

const codeOf = (words) => WORDS.find(([pattern]) => pattern.test(words ?? ''))?.[1] ?? '';

/** `…:SSL routines:…:wrong version number:…` as Node writes it elsewhere: ERR_SSL_WRONG_VERSION_NUMBER. */
function sslCode(words) {
  const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(words ?? '') ?? [];
  return reason && `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
}

const read = (value, name) => {
  try {
    return value?.[name];
  } catch {
    return undefined;
  }
};

/** `{aborted, code, cause}`: `cause` is the error itself, or a copy without the secrets if it mentions one. */
export function describeFailure(error, secrets) {
  const beneath = read(error, 'cause');
  const codes = [read(error, 'code'), read(beneath, 'code')];
  let code =
    codes.find((c) => typeof c === 'string') ?? (codeOf(read(beneath, 'message')) || codeOf(read(error, 'message')));
  if (code === 'EPROTO') code = sslCode(read(error, 'message')) ?? code;
  const aborted = read(error, 'name') === 'AbortError';
  return { aborted, code, cause: mentions(error, secrets) ? retold(error, secrets) : error };
}

function mentions(value, secrets, depth = 0) {
  if (typeof value === 'string') return secrets.some((secret) => value.includes(secret));
  if (value === null || typeof value !== 'object' || depth > DEPTH) return false;
  try {
    return Object.getOwnPropertyNames(value).some((name) => mentions(value[name], secrets, depth + 1));
  } catch {
    return true; // what cannot be looked at is not shown
  }
}

const words = (message) => (typeof message === 'string' ? message : 'the request failed');

function retold(error, secrets) {
  const text = typeof error === 'string' ? error : words(read(error, 'message'));
  const told = new Error(secrets.reduce((told, secret) => told.replaceAll(secret, '***'), text));
  const name = read(error, 'name');
  if (typeof name === 'string') told.name = name;
  told.stack = `${told.name}: ${told.message}`;
  return told;
}
