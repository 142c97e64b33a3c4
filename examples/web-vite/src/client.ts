// What the page needs of the server, with the package's own types.
import Passwork, { type PasswordListItem, PassworkError } from 'passwork-wasm';

export interface Client {
  readonly passwork: Passwork;
  readonly user: string;
}

export async function connect(host: string, apiKey: string, masterPassword: string): Promise<Client> {
  const passwork = new Passwork({ host });
  try {
    const { user } = await passwork.login(apiKey, masterPassword || null);
    return { passwork, user: user?.name ?? 'somebody' };
  } catch (error) {
    if (error instanceof PassworkError && error.code === 'apiKeyIsWrong') {
      throw new Error('The server does not know this API key.', { cause: error });
    }
    throw error;
  }
}

export const find = ({ passwork }: Client, query: string): Promise<PasswordListItem[]> =>
  passwork.searchPasswords(query);

export async function secretOf(client: Client | undefined, { id }: PasswordListItem): Promise<string> {
  if (!client) throw new Error('Not connected');
  const entry = await client.passwork.getPassword(id);
  return entry.getPassword();
}
