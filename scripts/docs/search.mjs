// What the search knows beyond names, comments and documents: headings of guides, and the words of those who want something, from
// the table of docs/i-want.md, for the methods and the guides that its lines name. What would be listed twice is left out.
import path from 'node:path';
import { ReflectionKind } from 'typedoc';
import { rowsOf } from './i-want.mjs';

/** How much a word counts there; in a name it is 10, in a comment or a document 1. */
const WEIGHTS = { headings: 6, wanted: 8 };

const textOf = (parts) => parts.map(({ text }) => text).join('');

/** A guide answers more than a member that has the word in its name; the test server has many names that the client has. */
const BOOSTS = { guide: 8, method: 2, testing: 0.5 };

/** Where the names of the table belong: the same name elsewhere is another thing. */
const WANTED = ['Passwork', 'PassworkOptions', 'CallSettings', 'CustomField', 'AttachmentHelpers', 'PassworkError'];

/** The lines of the table: `{ words, names, guides }`, the guides by their files. */
const wishes = (text, folder) =>
  rowsOf(text).map(([words, names, more]) => ({
    words,
    names: [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name),
    guides: [...more.matchAll(/\]\(([^)#]+)/g)].map(([, file]) => path.join(folder, file)),
  }));

/**
 * @param {import('typedoc').IndexEvent} event
 * @param {{table: string, folder: string, fileOf: (document: object) => string, testing: string}} about the text of docs/i-want.md,
 *   where it lies, which file a guide is of, and what the module of the test server is called
 */
export function prepareSearch(event, { table, folder, fileOf, testing }) {
  const lines = wishes(table, folder);
  Object.assign(event.searchFieldWeights, WEIGHTS);
  for (let i = event.searchResults.length - 1; i >= 0; i -= 1) {
    const reflection = event.searchResults[i];
    if (reflection.isDocument()) {
      const file = fileOf(reflection);
      reflection.relevanceBoost = BOOSTS.guide;
      const text = textOf(reflection.content);
      event.searchFields[i] = {
        headings: [...text.matchAll(/^##+ (.+)$/gm)].map(([, heading]) => heading).join('\n'),
        wanted: wordsFor(lines, ({ guides }) => guides.includes(file)),
      };
    } else if (reflection.inheritedFrom || reflection.isReference()) {
      event.removeResult(i);
    } else {
      const { name, parent } = reflection;
      if (parent.name === 'Passwork') reflection.relevanceBoost = BOOSTS.method;
      if (reflection.getFullName().startsWith(testing)) reflection.relevanceBoost = BOOSTS.testing;
      const meant = WANTED.includes(parent.name) || parent.kindOf(ReflectionKind.Module);
      event.searchFields[i] = { wanted: meant ? wordsFor(lines, ({ names }) => names.includes(name)) : '' };
    }
  }
}

const wordsFor = (lines, meant) =>
  lines
    .filter(meant)
    .map(({ words }) => words)
    .join('\n');
