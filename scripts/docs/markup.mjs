// What typedoc's pages lack for screen readers, and what they should show to somebody who is here for the first time.

/** A heading is read at most one level below the one before it, whatever it looks like. */
function headingsInOrder(html) {
  let last = 0;
  return html.replace(/<h([1-6])\b/g, (tag, number) => {
    const level = Math.min(Number(number), last + 1);
    last = level;
    return level === Number(number) ? tag : `${tag} aria-level="${level}"`;
  });
}

/** Landmarks, and no heading without text: Markdown knows no other first cell. */
const REPLACED = [
  ['<div class="col-content">', '<div class="col-content" role="main">'],
  ['<div class="col-sidebar">', '<div class="col-sidebar" role="complementary" aria-label="Menu">'],
  ['<th></th>', '<td></td>'],
];

/** A table may have to be scrolled; where nothing in it can be reached by keyboard, it must be reached itself. */
const reachableTables = (html) =>
  html.replace(/<table>(?:(?!<a |<\/table>)[\s\S])*<\/table>/g, (table) =>
    table.replace('<table>', '<table tabindex="0">'),
  );

/** Symbols of this page, where a script of typedoc's puts them: Chromium loads none of another file into a page that is a file. */
const ownSymbols = (html) => html.replace(/<use href="[./]*assets\/icons\.svg#/g, '<use href="#');

export const forReaders = (html) =>
  reachableTables(headingsInOrder(ownSymbols(REPLACED.reduce((text, [from, to]) => text.replaceAll(from, to), html))));

/** A script that opens these groups of the menu, until its reader closes them; typedoc's own script reads what it sets. */
export const openGroups = (groups) => `try {
  for (const group of ${JSON.stringify(groups).replaceAll('<', '\\u003c')})
    localStorage.getItem('tsd-accordion-' + group) ?? localStorage.setItem('tsd-accordion-' + group, 'true');
} catch {
  // No storage: the groups are closed.
}`;
