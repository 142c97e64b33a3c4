/** The lines of the table of docs/i-want.md: `[what one wants, names, more]`. */
export const rowsOf = (text) =>
  [...text.matchAll(/^\|(?! I want| ---)(.*)\|$/gm)].map(([, row]) => row.split('|').map((cell) => cell.trim()));
