// The command lines of docs/ci.md, as the shell of each place would see them.
import fs from 'node:fs';

const text = fs.readFileSync(new URL('../../../docs/ci.md', import.meta.url), 'utf8');

/** `[{section, language, name, code}]`: `name` of those that are marked as a recipe. */
export const blocks = [...text.matchAll(/(?:<!-- recipe: (\w+) -->\n)?^```(\w*)\n([\s\S]*?)^```$/gm)].map((found) => {
  const section =
    text
      .slice(0, found.index)
      .match(/^## .*$/gm)
      ?.at(-1)
      .slice(3) ?? '';
  return { section, name: found[1], language: found[2], code: found[3] };
});

/** Where a command begins in a line: `npx --no-install passwork …`, `/usr/local/bin/passwork …`. */
const COMMAND = /(?<=^|\s|'|=)(?:npx --no-install )?(?:\/usr\/local\/bin\/)?passwork (?=[a-z]+\b).*/;

/** By language: what stands in a line, without what belongs to the file. */
const READERS = {
  sh: ({ code }) => (COMMAND.test(code) ? [code] : []), // one script
  yaml: ({ code }) => matching(code),
  ini: ({ code }) => matching(code).map((line) => line.replaceAll('%%', '%').replaceAll('$$', '$')),
  make: ({ code }) => matching(code).map((line) => line.replaceAll('$$', '$')),
  groovy: ({ code }) => matching(code).map((line) => line.replace(/'$/, '')),
  json: ({ code }) => Object.values(JSON.parse(code).scripts ?? {}),
  dockerfile: ({ code }) => {
    const words = (name) => JSON.parse(new RegExp(`^${name} (\\[.*\\])$`, 'm').exec(code)[1]);
    return [[...words('ENTRYPOINT'), ...words('CMD')].join(' ')];
  },
  // crontab
  '': ({ code }) => matching(code).map((line) => line.replaceAll('\\%', '%')),
};

const matching = (code) => code.split('\n').flatMap((line) => COMMAND.exec(line)?.[0] ?? []);

/** The variables that a Dockerfile sets and that are ours or references. */
export const variablesOf = ({ language, code }) =>
  language === 'dockerfile'
    ? Object.fromEntries(
        [...code.matchAll(/^ENV (.*)$/gm)].flatMap(([, list]) =>
          list
            .split(' ')
            .map((one) => one.split(/=(.*)/s).slice(0, 2))
            .filter(
              ([name, value]) =>
                /^PASSWORK_(?!HOST)|^[A-Z_]+$/.test(name) && (value.startsWith('pw://') || value === '1'),
            ),
        ),
      )
    : {};

/** The command lines of a block, with programs of this machine's folders in the folder `bin`. */
export const commandsOf = (block) =>
  READERS[block.language](block).map((line) =>
    line
      .replaceAll('npx --no-install ', '')
      .replaceAll('/usr/local/bin/', '')
      .replace(/\s+#.*$/, (comment) => (block.language === 'yaml' ? '' : comment))
      .trim(),
  );
