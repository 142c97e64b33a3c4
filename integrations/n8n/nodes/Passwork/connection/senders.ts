import type {
  ICredentialTestFunctions,
  IExecuteFunctions,
  IHttpRequestOptions,
  ILoadOptionsFunctions,
} from 'n8n-workflow';
import type { IncomingAnswer, OutgoingRequest } from './fetch';

/** By the function that nodes have. */
export const byHttpRequest = (functions: IExecuteFunctions | ILoadOptionsFunctions) => {
  return async (request: OutgoingRequest): Promise<IncomingAnswer> =>
    await functions.helpers.httpRequest({
      ...(request as IHttpRequestOptions),
      encoding: 'arraybuffer',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
    });
};

/** By the only function that tests of credentials have. */
export const byRequest = (functions: ICredentialTestFunctions) => {
  return async ({ url, method, headers, body }: OutgoingRequest): Promise<IncomingAnswer> =>
    await functions.helpers.request({
      uri: url,
      method,
      headers,
      ...(body ? { body } : {}),
      encoding: null,
      resolveWithFullResponse: true,
      simple: false,
      followRedirect: false,
    });
};
