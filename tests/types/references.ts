// References: the type of a value follows the text, and keys of a record are kept.
import Passwork, {
  formatReference, parseReference,
  type AnyPassworkError, type ReferenceById, type ReferenceByPath, type ReferenceCandidate, type ReferenceForm, type ReferenceInput,
  type ReferenceParts, type ReferenceSource, type ReferenceValue, type ResolvedList, type ResolvedRecord, type ResolvedReference, type PassworkError,
} from 'passwork-wasm';

export type Shapes = [
  Expect<Equal<ReferenceForm, 'text' | 'totp' | 'base64' | 'bytes'>>,
  Expect<Equal<ReferenceSource, 'item' | 'custom' | 'attachment'>>,
  Expect<Equal<ReferenceParts, ReferenceByPath | ReferenceById>>,
  Expect<Equal<ReferenceByPath, { vault: string; folders: string[]; item: string; field: string; as: ReferenceForm; in?: ReferenceSource }>>,
  Expect<Equal<ReferenceById, { id: string; field: string; as: ReferenceForm; in?: ReferenceSource }>>,
  Expect<Equal<ReferenceCandidate, { id: string; path: string }>>,
  Expect<Equal<typeof parseReference, (reference: string) => ReferenceParts>>,
  Expect<Equal<typeof formatReference, (parts: ReferenceInput) => string>>,
  Expect<Equal<PassworkError['reason'], 'referenceNotFound' | 'ambiguousReference' | 'keyNotOpened' | undefined>>,
  Expect<Equal<PassworkError['candidates'], readonly ReferenceCandidate[] | undefined>>,
  Expect<Equal<ReferenceValue<'pw://a/b/c'>, string>>,
  Expect<Equal<ReferenceValue<'pw://a/b/c?as=totp'>, string>>,
  Expect<Equal<ReferenceValue<'pw://a/b/c?as=bytes'>, Uint8Array>>,
  Expect<Equal<ReferenceValue<'pw://a/b/c?as=bytes&in=custom'>, Uint8Array>>,
  Expect<Equal<ReferenceValue<'pw://a/b/c?in=attachment&as=bytes'>, Uint8Array>>,
  Expect<Equal<ReferenceValue<string>, string | Uint8Array>>,
  Expect<Equal<ReferenceValue<`pw://${string}`>, string | Uint8Array>>,
  Expect<Equal<ReferenceValue<'pw://a/b/c' | 'pw://a/b/c?as=bytes'>, string | Uint8Array>>,
];

export async function use(passwork: Passwork, anything: string, many: string[]) {
  const text = await passwork.resolve('pw://a/b/c');
  const bytes = await passwork.resolve('pw://a/b/c?as=bytes');
  const either = await passwork.resolve(anything);
  const [first, second] = await passwork.resolveAll(['pw://a/b/c', 'pw://a/b/c?as=bytes']);
  const list = await passwork.resolveAll(many);
  const record = await passwork.resolveAll({ TEXT: 'pw://a/b/c', BYTES: 'pw://a/b/c?as=bytes' });
  // @ts-expect-error: no such key
  record.values.OTHER;
  // @ts-expect-error: no list or record of texts
  await passwork.resolveAll([1]);
  // @ts-expect-error
  await passwork.resolve(5);
  if (first.error === undefined) first.value.length;
  return [text, bytes, either, first, second, list, record] as const;
}

type Used = Awaited<ReturnType<typeof use>>;
export type Results = [
  Expect<Equal<Used[0], string>>,
  Expect<Equal<Used[1], Uint8Array>>,
  Expect<Equal<Used[2], string | Uint8Array>>,
  Expect<Equal<Used[3], ResolvedReference<'pw://a/b/c'>>>,
  Expect<Equal<Used[4], ResolvedReference<'pw://a/b/c?as=bytes'>>>,
  Expect<Equal<Used[5], ResolvedList<string[]>>>,
  Expect<Equal<Used[5], ResolvedReference<string>[]>>,
  Expect<Equal<Used[6], ResolvedRecord<{ TEXT: 'pw://a/b/c'; BYTES: 'pw://a/b/c?as=bytes' }>>>,
  Expect<Equal<Used[6]['values']['BYTES'], Uint8Array | undefined>>,
  Expect<Equal<Used[6]['errors']['TEXT'], AnyPassworkError | undefined>>,
];
