import type { ICredentialsDecrypted, ICredentialTestFunctions, INodeCredentialTestResult } from 'n8n-workflow';
import { wordsFor } from '../errors';
import { inTest } from './index';

/** The test button: logs in, and opens the key of a vault, for on API v4 a wrong master password shows only there. */
export async function passworkApiTest(
  this: ICredentialTestFunctions,
  credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
  try {
    return await inTest(this, credential.data ?? {}, async (passwork) => {
      const [vault] = await passwork.getVaults();
      const opens = vault !== undefined && credential.data?.encryption !== 'none';
      if (opens) await passwork.getVaultKeyFingerprint(vault.id);
      return { status: 'OK', message: `Connected to Passwork (${passwork.generation === 7 ? '7' : 'API v4'})` };
    });
  } catch (error) {
    const { message, description } = wordsFor(error);
    return { status: 'Error', message: `${message}. ${description}` };
  }
}
