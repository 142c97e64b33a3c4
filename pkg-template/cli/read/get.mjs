// `passwork get ITEM|REF`: one value, for a pipe.
import { checkPlace, connected, loadLibrary, referenceParts } from '../connection/index.mjs';
import {
  checkTarget,
  emptyPassword,
  isReference,
  namesPassword,
  placeOf,
  referenceTo,
  shownJson,
  usage,
  writeWhole,
} from '../shared/index.mjs';
import { ensureOpen, opened, readItem } from './item.mjs';

export async function get(context) {
  const { args, options } = context;
  const wanted = wantedOf(args[0], options);
  if (wanted.item !== undefined) checkPlace(placeOf(wanted.item));
  if (!isToStdout(options)) checkTarget(options.output, options);
  if (options.json && wanted.item !== undefined && wanted.field === undefined) {
    const item = await connected(context, async (passwork, { hasMaster }) => {
      const found = await readItem(passwork, wanted.item);
      ensureOpen(found, hasMaster);
      return opened(found);
    });
    if (item.password === '' && !options.allowEmpty) throw emptyPassword(wanted.item);
    return printedJson(item, context);
  }
  const reference = wanted.reference ?? referenceTo(wanted.item, wanted.field ?? 'password', wanted.query);
  referenceParts(reference);
  const isCustomFirst = context.isCompatible && options.field !== undefined;
  const { value, isFile } = await connected(context, (passwork) =>
    valueAt(passwork, reference, { ...options, isCustomFirst }),
  );
  return printed(value, isFile, context);
}

/** What is asked for: `{reference}` or `{item, field, query}`. */
export function wantedOf(word, options) {
  const given = [word, options.passwordId, options.shortcutId].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw usage('get takes one item or reference: Vault/Folder/Item, an id, or pw://Vault/Folder/Item/field');
  }
  const [item] = given;
  const { field, totp = options.totpCode } = options;
  if (field !== undefined && totp !== undefined) throw usage('--field and --totp are one or the other');
  if (options.totp !== undefined && options.totpCode !== undefined) {
    throw usage('--totp and --totp-code are the same: give one');
  }
  if (word !== undefined && isReference(word)) {
    if (field !== undefined || totp !== undefined) {
      throw usage(`${word} names a field already: leave out --field and --totp, or give the item as Vault/Folder/Item`);
    }
    return { reference: word };
  }
  const byId = word === undefined ? `id:${item}` : item;
  if (totp !== undefined) return { item: byId, field: totp, query: '?as=totp' };
  // A member of the item goes before a custom field of its name. The other way about is what compatible mode does.
  return { item: byId, field, query: MEMBERS.includes(field ?? 'password') ? '?in=item' : '' };
}

/**
 * The value of a reference; of an attachment, its bytes. Which of the two a name means is only known where it is found, so both are asked
 * for together, which costs no request for the members that every item has. `isCustomFirst`: a custom field goes before the member of
 * its name.
 */
async function valueAt(passwork, reference, { allowEmpty, isCustomFirst }) {
  const { formatReference } = loadLibrary();
  const parts = referenceParts(reference);
  const isMember = MEMBERS.includes(parts.field) && (parts.in ?? 'item') === 'item';
  const isPlain = parts.as === 'text' && !isMember && parts.in !== 'item' && parts.in !== 'custom';
  const asFile = isPlain ? [formatReference({ ...parts, as: 'bytes', in: 'attachment' })] : [];
  const asCustom = isMember && isCustomFirst ? [formatReference({ ...parts, in: 'custom' })] : [];
  const [first, other] = await passwork.resolveAll([reference, ...asFile, ...asCustom]);
  if (asCustom.length && other.error?.reason !== 'referenceNotFound') {
    if (other.error) throw other.error;
    return { value: other.value, isFile: false };
  }
  if (asFile.length && other.value !== undefined && (first.error === undefined || first.error.kind === 'attachment')) {
    return { value: other.value, isFile: true };
  }
  if (first.error) throw first.error;
  const { value } = first;
  if (value === '' && !allowEmpty && namesPassword(parts)) throw emptyPassword(reference);
  return { value, isFile: typeof value !== 'string' };
}

const MEMBERS = ['password', 'login', 'url', 'description', 'name', 'tags'];

async function printed(value, isFile, context) {
  const { output, options } = context;
  const bare = isFile || options.newline === false;
  if (options.json) {
    return printedJson(
      typeof value === 'string' ? { value } : { base64: Buffer.from(value).toString('base64') },
      context,
    );
  }
  if (!isToStdout(options)) {
    const whole = typeof value === 'string' && !bare ? `${value}\n` : value;
    return written(whole, options);
  }
  if (typeof value !== 'string' && output.isTerminal) {
    throw usage('this is a file: write it with -o FILE, or into a pipe');
  }
  return output.value(value, { bare });
}

const isToStdout = ({ output }) => output === undefined || output === '-';

const printedJson = (record, { options, output }) =>
  isToStdout(options) ? output.json(record) : written(`${shownJson(record, 2)}\n`, options);

const written = (text, { output, force }) => writeWhole(output, text, { force, mayBeDevice: true });
