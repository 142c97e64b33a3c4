// What a failed fetch says, made fit to be shown.

const DEPTH = 4;

/** Deno says it in words only. */
const WORDS = [
  [/: UnknownIssuer/, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/certificate expired/, 'CERT_HAS_EXPIRED'],
  [/certificate not valid for name/, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  [/Connection refused/, 'ECONNREFUSED'],
  [/dns error/, 'ENOTFOUND'],
];

const codeOf = (words) => WORDS.find(([pattern]) => pattern.test(words ?? ''))?.[1] ?? '';

/** `{aborted, code, cause}`: `cause` is the error itself, or a copy without the secrets if it mentions one. */
export function describeFailure(error, secrets) {
  try {
    return described(error, secrets);
  } catch {
    return { aborted: false, code: '', cause: new Error('the request failed with something that cannot be shown') };
  }
}

function described(error, secrets) {
  const code = [error?.code, error?.cause?.code].find((c) => typeof c === 'string') ?? codeOf(error?.cause?.message);
  const aborted = error?.name === 'AbortError';
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

function retold(error, secrets) {
  const text = typeof error === 'string' ? error : String(error?.message ?? 'the request failed');
  const told = new Error(secrets.reduce((words, secret) => words.replaceAll(secret, '***'), text));
  if (typeof error?.name === 'string') told.name = error.name;
  told.stack = `${told.name}: ${told.message}`;
  return told;
}
