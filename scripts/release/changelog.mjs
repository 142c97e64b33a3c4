// CHANGELOG.md: the entry of the version that is to be released.

/** The first entry: `## VERSION (DATE)` and what stands below it, up to the next. */
export function firstEntry(text) {
  const [, ...entries] = text.split(/^## /m);
  if (!entries.length) throw new Error('CHANGELOG.md has no entry');
  const [title, ...lines] = entries[0].split('\n');
  const [, version, date] = /^(\S+) \((.+)\)$/.exec(title) ?? [undefined, title];
  return { title, version, date, text: lines.join('\n').trim() };
}

/** What is wrong with the entry for a version; `undefined` when nothing is. `today`: as YYYY-MM-DD. */
export function entryProblem({ title, version, date, text }, wanted, today) {
  if (version !== wanted) return `the first entry of CHANGELOG.md is "${title}", not "${wanted} (DATE)"`;
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
    return `the entry ${wanted} of CHANGELOG.md has no date`;
  if (date > today) return `the entry ${wanted} of CHANGELOG.md is of a day to come`;
  if (!text) return `the entry ${wanted} of CHANGELOG.md is empty`;
  return undefined;
}
