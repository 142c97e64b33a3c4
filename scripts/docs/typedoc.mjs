// Options of typedoc, which makes the whole site: the guides and the reference (`npm run docs`).
import { fileURLToPath } from 'node:url';
import { BEHIND, menu, pages, START } from './pages.mjs';

const at = (file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

const intentionallyNotDocumented = [
  // Looked up in whatever global types a program has; there is nothing to say about them.
  'passwork-wasm.AsyncDisposeSupport.__type.asyncDispose',
  'passwork-wasm.PlatformAbortSignal.__type.AbortSignal',
  'passwork-wasm.PlatformAbortSignal.__type.AbortSignal.__type.prototype',
  'passwork-wasm/testing.TestResponse.__type.Response',
  'passwork-wasm/testing.TestResponse.__type.Response.__type.prototype',
  'passwork-wasm.PassworkError.is.this',
  // Said in the comment of the member; typedoc does not carry `@param` into overloads, nor into a union with null.
  ...['Passwork', 'ReadOnlyPassword'].flatMap((name) => [
    `passwork-wasm.${name}.resolveAll.__type.references`,
    `passwork-wasm.${name}.locate.__type.path`,
    `passwork-wasm.${name}.locate.__type.what`,
  ]),
  'passwork-wasm.Hooks.onRequest.__type.request',
  'passwork-wasm.Hooks.onResponse.__type.response',
  'passwork-wasm.Hooks.onRetry.__type.retry',
  'passwork-wasm.Hooks.onTokenRefresh.__type.refresh',
  // Said in the comment of `requests`.
  'passwork-wasm.Diagnostics.requests.__type.url',
];

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'passwork-wasm',
  entryPoints: [at('pkg-template/index.d.mts'), at('pkg-template/testing.d.mts')],
  tsconfig: at('tests/types/tsconfig.docs.json'),
  out: at('target/docs'),
  plugin: [at('scripts/docs/plugin.mjs')],
  router: 'passwork',

  readme: at(START),
  projectDocuments: pages.map(({ file }) => at(file)),
  sort: ['documents-first', 'source-order'],
  sortEntryPoints: false,
  groupOrder: [...menu, '*'],
  kindSortOrder: ['Document', 'Module', 'Class', 'Interface', 'TypeAlias'],
  categorizeByGroup: false,
  navigation: { includeGroups: true, includeCategories: false, includeFolders: false },

  searchInDocuments: true,
  searchInComments: true,
  searchGroupBoosts: { [BEHIND]: 0.1 },

  // Of two dozen interfaces that extend another: the pages say so themselves.
  includeHierarchySummary: false,
  // `SECURITY.md` in a sentence is a file, not a host in Moldova.
  markdownItOptions: { html: true, linkify: false },
  headings: { readme: false, document: false },
  customCss: at('scripts/docs/site.css'),
  hideGenerator: true,
  includeVersion: false,
  disableSources: true,
  excludePrivate: true,
  excludeExternals: true,
  highlightLanguages: [
    'js',
    'ts',
    'json',
    'html',
    'diff',
    'yaml',
    'sh',
    'bat',
    'dockerfile',
    'ini',
    'make',
    'groovy',
    'nginx',
  ],

  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    rewrittenLink: true,
    notDocumented: true,
    unusedMergeModuleWith: true,
  },
  requiredToBeDocumented: [
    'Class',
    'Constructor',
    'Interface',
    'Method',
    'Property',
    'TypeAlias',
    'Function',
    'Accessor',
    'Parameter',
  ],
  intentionallyNotDocumented,
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
};
