// The guides of the site, in the order of its menu. The start page is docs/start.md; a document that is in no group is missing.

/** @typedef {string | {file: string, title: string}} Page a file of the repository; its title, where its heading is not enough */

export const START = 'docs/start.md';

/** The table of all names. */
export const NAMES = 'docs/i-want.md';

/** The declarations. */
export const REFERENCE = 'Reference';

/** For those who change the project; their words must not bury what a user looks for. */
export const BEHIND = 'How it is made';

const EXAMPLES = 'Examples';

/** @type {Record<string, Page[]>} */
const groups = {
  Begin: [NAMES, 'docs/migration.md', { file: 'README.md', title: 'What it is, where it runs' }],
  'In programs': ['docs/loading.md', 'docs/errors.md', 'docs/references.md', 'docs/servers.md', 'docs/networks.md'],
  'In shells and pipelines': [
    'docs/cli.md',
    'docs/ci.md',
    'integrations/github-action/README.md',
    'integrations/gitlab/README.md',
    'integrations/docker/README.md',
    'integrations/n8n/README.md',
  ],
  'Testing and watching': ['docs/testing.md', 'docs/observability.md'],
  'Servers and trust': [
    'docs/passwork-7.md',
    'docs/upgrade-to-passwork-7.md',
    'SECURITY.md',
    'docs/performance.md',
    'CHANGELOG.md',
  ],
  [EXAMPLES]: [
    'examples/README.md',
    'examples/web/README.md',
    'examples/web-vite/README.md',
    'examples/extension/README.md',
    'examples/server-express/README.md',
    'examples/server-next/README.md',
  ],
  // These are in the site, since the guides lead to them, and a link to a file of text is no answer.
  [BEHIND]: [
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/claims.md',
    'docs/size.md',
    'docs/dependencies.md',
    'docs/RELEASING.md',
  ],
};

/** All groups, in the order of the menu. */
export const menu = Object.keys(groups).flatMap((group) => (group === EXAMPLES ? [REFERENCE, group] : [group]));

/** Each guide with its group: `{ file, title, group }`. */
export const pages = Object.entries(groups).flatMap(([group, list]) =>
  list.map((page) => ({ title: undefined, ...(typeof page === 'string' ? { file: page } : page), group })),
);
