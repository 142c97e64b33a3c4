import type { ICredentialTestFunctions, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import type { Passwork } from 'passwork-wasm';
import { fetchOver } from './fetch';
import { byHttpRequest, byRequest } from './senders';
import { withSession } from './session';

const CREDENTIALS = 'passworkApi';

/** A session of one execution. */
export async function inExecution<T>(
  functions: IExecuteFunctions,
  work: (passwork: Passwork) => Promise<T>,
): Promise<T> {
  return await withSession(
    {
      credentials: await functions.getCredentials(CREDENTIALS),
      fetch: fetchOver(byHttpRequest(functions)),
      logger: functions.logger,
      signal: functions.getExecutionCancelSignal(),
    },
    work,
  );
}

/** A session of one look into a list, while somebody fills in the node. */
export async function inForm<T>(
  functions: ILoadOptionsFunctions,
  work: (passwork: Passwork) => Promise<T>,
): Promise<T> {
  return await withSession(
    {
      credentials: await functions.getCredentials(CREDENTIALS),
      fetch: fetchOver(byHttpRequest(functions)),
      logger: functions.logger,
    },
    work,
  );
}

/** A session with credentials that are perhaps not stored yet. */
export async function inTest<T>(
  functions: ICredentialTestFunctions,
  credentials: Record<string, unknown>,
  work: (passwork: Passwork) => Promise<T>,
): Promise<T> {
  return await withSession(
    {
      credentials: credentials as Parameters<typeof withSession>[0]['credentials'],
      fetch: fetchOver(byRequest(functions)),
      logger: functions.logger,
    },
    work,
  );
}
