// `credentialCommand` of a profile: a program that prints credentials, so that every keyring and password manager can hold them.
import { execFile } from 'node:child_process';
import { CliError, EXIT } from '../shared/index.mjs';

const TIMEOUT = 60_000;
const NAMES = ['apiKey', 'token', 'refreshToken', 'masterKey', 'masterPassword', 'session'];

const failed = (what) => new CliError(EXIT.credentials, `credentialCommand of the profile ${what}`);

/** What the program prints, as settings. It runs without a shell; nothing of what it printed is shown. */
export async function askCommand([program, ...args]) {
  const printed = await new Promise((resolve, reject) => {
    const child = execFile(
      program,
      args,
      { timeout: TIMEOUT, maxBuffer: 1 << 20, encoding: 'utf8' },
      (error, stdout) => {
        if (!error) return resolve(stdout);
        if (error.killed) return reject(failed('was ended after 60 seconds'));
        reject(
          failed(
            typeof error.code === 'number'
              ? `ended with code ${error.code}`
              : `cannot be run (${error.code ?? error.signal})`,
          ),
        );
      },
    );
    child.stdin?.end();
    child.stderr?.pipe(process.stderr);
  });
  let given;
  try {
    given = JSON.parse(printed);
  } catch {
    throw failed('printed no JSON');
  }
  if (given === null || typeof given !== 'object') throw failed('printed no object');
  for (const [name, value] of Object.entries(given)) {
    if (!NAMES.includes(name)) throw failed(`printed a member that is none of ${NAMES.join(', ')}`);
    if (typeof value !== 'string' || value === '') throw failed(`printed ${name} as something else than a text`);
  }
  const { apiKey, token, refreshToken, masterKey, masterPassword, session } = given;
  if (!apiKey && !token && !session) throw failed('printed none of apiKey, token and session');
  return {
    apiKey,
    tokens: token === undefined ? undefined : { token, refreshToken },
    masterKey,
    masterPassword: masterKey === undefined ? masterPassword : undefined,
    sessionKey: session,
  };
}
