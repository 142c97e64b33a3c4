// Hooks, and what is told on channels.
import Passwork, {
  type CallSettings, type CallTrace, type Hooks, type PassworkErrorKind, type RequestEnded, type RequestRepeated, type RequestStarted,
  type RequestTrace, type SessionRenewed,
} from 'passwork-wasm';

export type Shapes = [
  Expect<Equal<CallSettings['hooks'], Hooks | null | undefined>>,
  Expect<Equal<keyof Hooks, 'onRequest' | 'onResponse' | 'onRetry' | 'onTokenRefresh'>>,
  Expect<Equal<RequestEnded['kind'], PassworkErrorKind | undefined>>,
  Expect<Equal<RequestEnded['status'], number | undefined>>,
  Expect<Equal<RequestRepeated['reason'], string>>,
  Expect<Equal<SessionRenewed, { readonly durationMs: number; readonly ok: boolean }>>,
  Expect<Equal<RequestTrace['durationMs'], number | undefined>>,
  Expect<Equal<CallTrace['kind'], PassworkErrorKind | 'agent' | undefined>>,
];

export function use(passwork: Passwork, host: string, print: (text: string) => void) {
  const hooks: Hooks = { onRequest: ({ template }) => print(template), onResponse: undefined, onRetry: null };
  passwork.with({ hooks: null }).with({ hooks });
  // @ts-expect-error: no such hook
  new Passwork({ host, hooks: { onresponse() {} } });
  // @ts-expect-error: no function
  new Passwork({ host, hooks: { onRequest: 5 } });
  return new Passwork({
    host,
    hooks: {
      onRequest(request: RequestStarted) {
        // @ts-expect-error: it is frozen
        request.url = '';
        // @ts-expect-error: not known yet
        request.status;
      },
    },
  });
}
