// What commands that write print: the id, or what would change; never a value.

export const printId = (id, output) => (output.isJson ? output.json({ id }) : output.value(id));

/** Changes that were not made, each `{member | field, type, change: 'add' | 'change' | 'remove'}`; lines `change<TAB>what`. */
export const printChanges = (changes, output) =>
  output.isJson
    ? output.json({ changes })
    : output.rows(changes.map(({ member, field, change }) => [change, member ?? `field ${field}`]));
