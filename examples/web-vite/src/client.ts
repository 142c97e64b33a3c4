// What the page needs of the server, with the package's own types.
import Passwork, { type PasswordListItem, PassworkError } from 'passwork-wasm';

export interface Client {
  readonly passwork: Passwork;
  readonly user: string;
}

/** `apiKey`: up to Passwork 6 an API key, from 7 on an access token or `access:refresh`. */
export async function connect(host: string, apiKey: string, masterPassword: string): Promise<Client> {
  const passwork = new Passwork({ host });
  try {
    const { user } = await passwork.login(apiKey, masterPassword || null);
    return { passwork, user: user?.name ?? user?.fullName ?? 'somebody' };
  } catch (error) {
    throw explained(error);
  }
}

// A browser does not tell a page whether it is the network or the server's leave (CORS) that is missing.
const UNREACHABLE =
  'The server cannot be reached, or does not let this page ask it (CORS). Serve the page from the address of the server ' +
  '(a proxy that passes /api on to it), or use the browser extension.';

function explained(error: unknown): unknown {
  if (!(error instanceof PassworkError)) return error;
  if (error.code === 'apiKeyIsWrong') return new Error('The server does not know this API key.', { cause: error });
  return error.kind === 'network' ? new Error(UNREACHABLE, { cause: error }) : error;
}

export const find = ({ passwork }: Client, query: string): Promise<PasswordListItem[]> =>
  passwork.searchPasswords(query);

export async function secretOf(client: Client | undefined, { id }: PasswordListItem): Promise<string> {
  if (!client) throw new Error('Not connected');
  const entry = await client.passwork.getPassword(id);
  return entry.getPassword();
}
