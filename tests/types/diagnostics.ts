// What a client tells of itself.
import Passwork, { type Diagnostics, type DiagnosticsOptions, type PassworkErrorKind } from 'passwork-wasm';

export type Shapes = [
  Expect<Equal<DiagnosticsOptions, { redact?: boolean | undefined }>>,
  Expect<Equal<Diagnostics['session'], 'open' | 'none' | 'closed' | undefined>>,
  Expect<Equal<Diagnostics['generation'], 4 | 7 | undefined>>,
];

export function use(passwork: Passwork): [string, number | undefined, string | undefined] {
  const { package: { version }, calls, requests } = passwork.diagnostics({ redact: true });
  const kind: PassworkErrorKind = 'network';
  // @ts-expect-error: no such kind
  calls?.failed.nothing;
  // @ts-expect-error: no such setting
  passwork.diagnostics({ redacted: true });
  return [version, calls?.failed[kind], requests?.[0]?.url];
}
