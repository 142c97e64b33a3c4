import type {
  ICredentialDataDecryptedObject,
  ICredentialTestFunctions,
  IExecuteFunctions,
  ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { Passwork } from 'passwork-wasm';
import { fetchOver } from './fetch';
import { byHttpRequest, byRequest } from './senders';
import { withSession } from './session';

const CREDENTIALS = 'passworkApi';

/** A session of one execution, which `signal` cancels, or of one look into a list, while somebody fills in the node. */
export async function inNode<T>(
  functions: IExecuteFunctions | ILoadOptionsFunctions,
  work: (passwork: Passwork) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { logger } = functions;
  const credentials = await functions.getCredentials(CREDENTIALS);
  return await withSession({ credentials, fetch: fetchOver(byHttpRequest(functions)), logger, signal }, work);
}

/** A session with credentials that are perhaps not stored yet. */
export async function inTest<T>(
  functions: ICredentialTestFunctions,
  credentials: ICredentialDataDecryptedObject,
  work: (passwork: Passwork) => Promise<T>,
): Promise<T> {
  const { logger } = functions;
  return await withSession({ credentials, fetch: fetchOver(byRequest(functions)), logger }, work);
}
