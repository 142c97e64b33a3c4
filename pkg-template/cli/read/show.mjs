// `passwork show ITEM`: an item for people. Secrets only with --reveal.
import { checkPlace, connected } from '../connection/index.mjs';
import { placeOf, shownName } from '../shared/index.mjs';
import { ensureOpen, opened, readItem } from './item.mjs';

const HIDDEN = '********';

export async function show(context) {
  const { args, options, output } = context;
  checkPlace(placeOf(args[0]));
  const item = await connected(context, async (passwork, { hasMaster }) => {
    const found = await readItem(passwork, args[0]);
    ensureOpen(found, hasMaster);
    return opened(found);
  });
  const secret = (value) => (options.reveal || value === '' ? value : HIDDEN);
  const shown = {
    ...item,
    password: secret(item.password),
    custom: item.custom.map((field) => ({
      ...field,
      value: field.type === 'text' ? field.value : secret(field.value),
    })),
  };
  if (options.json) return output.json(shown);
  const rows = [
    ['name', shown.name],
    ['id', `${shown.id} (${shown.type})`],
    ['path', shown.path],
    ['login', shown.login],
    ['password', shown.password],
    ['url', shown.url],
    ['tags', shown.tags.join(', ')],
    ['description', shown.description],
    ...shown.custom.map(({ name, value }) => [name, value]),
    ...shown.attachments.map(({ name }) => ['file', name]),
  ].filter(([, value]) => value !== '' && value !== null && value !== undefined);
  const width = Math.min(24, Math.max(...rows.map(([name]) => shownName(name).length)));
  const lines = rows.map(([name, value]) => `${shownName(name).padEnd(width)}  ${indented(String(value), width + 2)}`);
  await output.text(`${lines.join('\n')}\n`);
}

/** A value of several lines stays in its column. */
const indented = (value, by) =>
  value
    .split(/\r?\n/)
    .map(shownName)
    .join(`\n${' '.repeat(by)}`);
