// Passwork.selfCheck(): a static function, which works taken off.
import Passwork, { type SelfCheck } from 'passwork-wasm';

export type Shape = [
  Expect<Equal<typeof Passwork.selfCheck, () => SelfCheck>>,
  Expect<IsProperty<typeof Passwork.selfCheck>>,
  Expect<Equal<SelfCheck, { ok: boolean; checks: { name: string; ok: boolean; ms: number }[] }>>,
  Expect<Equal<Passwork.SelfCheck, SelfCheck>>,
];

export function use() {
  const { selfCheck } = Passwork;
  const { ok, checks } = selfCheck();
  // @ts-expect-error: of the class, not of a client
  new Passwork('x').selfCheck();
  return ok ? [] : checks.map(({ name, ms }) => `${name} ${ms.toFixed(1)}`);
}
