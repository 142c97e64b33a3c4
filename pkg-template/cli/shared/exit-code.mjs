// Exit codes (docs/cli.md), and which failure has which.

export const EXIT = Object.freeze({
  done: 0,
  refused: 1,
  usage: 2,
  notFound: 3,
  credentials: 4,
  unreachable: 5,
  cannotOpen: 6,
  someFailed: 7,
  notStarted: 125,
  cannotRun: 126,
  commandNotFound: 127,
  signal: 128,
});

/** Codes of API v4 for credentials that the server does not take; its statuses are 400 and 403 as well. */
const CREDENTIAL_CODES = new Set([
  'apiKeyIsWrong',
  'apiSessionExpired',
  'apiRefreshTokenInvalid',
  'accessTokenExpired',
  'refreshTokenExpired',
  'masterKeyHashInvalid',
  'invalidMasterPassword',
  'clientSideEncryptionDisabled',
]);

const BY_KIND = {
  usage: EXIT.usage,
  masterPassword: EXIT.credentials,
  network: EXIT.unreachable,
  notApi: EXIT.unreachable,
  timeout: EXIT.unreachable,
  crypto: EXIT.cannotOpen,
  attachment: EXIT.cannotOpen,
  totp: EXIT.cannotOpen,
};

/** A failure of the command line itself. `message`: one line, what happened and what to do. */
export class CliError extends Error {
  /** @param {number} exitCode One of EXIT. */
  constructor(exitCode, message, more = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'CliError';
    this.exitCode = exitCode;
    this.kind = more.kind ?? KINDS[exitCode] ?? 'cli';
    /** Further lines, each a fact: candidates, or the failures of several references. */
    this.lines = more.lines ?? [];
  }
}

const KINDS = {
  [EXIT.usage]: 'usage',
  [EXIT.notFound]: 'notFound',
  [EXIT.credentials]: 'credentials',
  [EXIT.unreachable]: 'network',
};

export const usage = (message, more) => new CliError(EXIT.usage, message, more);

/**
 * The exit code of any failure. `as`: what a command has instead, so that nobody takes it for a code of what it was to run. Codes that
 * say more stay: the command cannot be run, is not found, Ctrl-C.
 */
export function exitCodeOf(error, as) {
  const code = ownCodeOf(error);
  return as === undefined || code > as ? code : as;
}

function ownCodeOf(error) {
  if (error instanceof CliError) return error.exitCode;
  const { kind, reason, code, httpStatus } = error ?? {};
  if (reason === 'referenceNotFound' || reason === 'ambiguousReference') return EXIT.notFound;
  if (reason === 'keyNotOpened') return EXIT.credentials;
  if (kind === 'api') {
    if (httpStatus === 401 || CREDENTIAL_CODES.has(code)) return EXIT.credentials;
    if (httpStatus === 403 && /master/i.test(code)) return EXIT.credentials;
    return httpStatus === 404 ? EXIT.notFound : EXIT.refused;
  }
  if (kind === 'usage' && CREDENTIAL_CODES.has(code)) return EXIT.credentials;
  return BY_KIND[kind] ?? EXIT.refused;
}
