// Texts as the languages of shells and files write them.
import { shownJson } from '../shared/index.mjs';

/**
 * PowerShell takes typographic quotes for quotes. A text of several lines stands in one, as a pipe cuts at line ends.
 */
export function powershellQuoted(text) {
  if (!/[\r\n]/.test(text)) return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
  const escaped = text
    .replace(/["$`\u201c-\u201e]/g, '`$&')
    .replaceAll('\n', '`n')
    .replaceAll('\r', '`r');
  return `"${escaped}"`;
}

/** What stands between double quotes in JSON, and as well in YAML, which forbids more and knows further line ends. */
export const jsonInner = (text) => shownJson(text).slice(1, -1);

/** Whether a text can stand between single quotes in YAML, where nothing can be escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
export const isPrintable = (text) => !/[\u0000-\u0008\n-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/.test(text);
