import { type IExecuteFunctions, type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { type AnyPassworkError, PassworkError, type PassworkErrorKind } from 'passwork-wasm';
import { CredentialsError } from './connection/session';

/** What to do here, beside what the message already says. */
const ADVICE: Record<PassworkErrorKind, string> = {
  aborted: 'The execution was cancelled. After a write, look whether it was done.',
  api: 'The server refused. Check the rights of the user that the credentials belong to.',
  attachment: 'Check the file: files of up to 5 MiB can be attached.',
  closed: 'The session ended before this was done.',
  crypto: 'Check the master password or master key in the credentials.',
  engine: 'The node cannot run WebAssembly here. Restart n8n.',
  masterPassword: 'Check the master password or master key in the credentials.',
  network: 'Check the host in the credentials, and the proxy and certificates of n8n (NODE_EXTRA_CA_CERTS).',
  notApi: 'Check the host in the credentials, and what stands between n8n and the server.',
  timeout: 'The server did not answer in time. After a write, look whether it was done.',
  totp: 'The field holds no secret for one-time codes.',
  unsupportedByServer: 'This server has no such function.',
  usage: 'Check the parameters of the node.',
};

const EXPIRED =
  'The access token is not valid any more. Make new tokens in Passwork and put the access token into the credentials: the node renews none.';

/** What n8n shows of an error: no field of it holds a secret. */
interface Words {
  message: string;
  description: string;
  kind?: PassworkErrorKind;
}

export function wordsFor(error: unknown): Words {
  if (PassworkError.is(error)) {
    const { kind, code, message } = error;
    const advice = hasExpired(error) ? EXPIRED : ADVICE[kind];
    return { message, kind, description: `Kind: ${kind}${code ? `, code: ${code}` : ''}. ${advice}` };
  }
  const message = error instanceof Error ? error.message : 'Unknown error';
  if (isNodeError(error)) return { message, description: error.description ?? '' };
  return { message, description: error instanceof CredentialsError ? 'Fill in the credentials.' : '' };
}

const isNodeError = (error: unknown): error is NodeApiError | NodeOperationError =>
  error instanceof NodeApiError || error instanceof NodeOperationError;

/** Passwork 7: the session is over, and nobody renews it. On API v4 the client logs in with a key that stays. */
const hasExpired = (error: AnyPassworkError): boolean => error.legacyCode === 'apiSessionExpired';

/** For which item something is refused. */
interface Where {
  functions: Pick<IExecuteFunctions, 'getNode'>;
  index: number;
}

/** What is wrong with a parameter, before the client is asked. */
export const refusal = ({ functions, index }: Where, message: string, description?: string): NodeOperationError =>
  new NodeOperationError(functions.getNode(), message, { itemIndex: index, description });

/** An error as n8n wants it, for one of its items. */
export function asNodeError(node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError {
  if (isNodeError(error)) return error;
  const { message, description, kind } = wordsFor(error);
  const options = { message, description, itemIndex };
  const made =
    PassworkError.is(error) && FROM_OUTSIDE.has(error.kind)
      ? new NodeApiError(node, { message, kind } as JsonObject, { ...options, httpCode: httpCodeOf(error) })
      : new NodeOperationError(node, message, options);
  // n8n puts words of its own in the place of a message that names ECONNREFUSED or its like.
  made.message = message;
  return made;
}

const httpCodeOf = ({ httpStatus }: AnyPassworkError): string | undefined =>
  typeof httpStatus === 'number' ? String(httpStatus) : undefined;

const FROM_OUTSIDE = new Set<PassworkErrorKind>(['api', 'network', 'notApi', 'timeout']);
