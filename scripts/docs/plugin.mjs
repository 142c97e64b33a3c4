// What the site needs of typedoc beyond its options: guides that are called by their headings, at short addresses, in groups.
// The documents themselves have no front matter: GitHub and npm would show it.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Comment, CommentTag, Converter, IndexEvent, JSX, KindRouter, PageEvent, ReflectionKind } from 'typedoc';
import { forReaders, openGroups } from './markup.mjs';
import { BEHIND, menu, NAMES, pages, REFERENCE } from './pages.mjs';
import { prepareSearch } from './search.mjs';

/** The entries, as one imports them. */
const MODULES = { index: 'passwork-wasm', testing: 'passwork-wasm/testing' };

/** Its headings are the commands. */
const COMMANDS = 'docs/cli.md';

/** What a link may lead to beside pages. All else, sources and folders, is in the repository alone: there the name has to do. */
const SHOWN = /\.(png|svg|txt)$|\/LICENSE$/;

/** `docs/errors.md` is `guides/errors.html`, `examples/web/README.md` is `guides/examples-web.html`. */
const addressOf = (file) =>
  `guides/${
    file
      .replace(/\.md$/, '')
      .replace(/^docs\//, '')
      .replace(/\/README$/, '')
      .replaceAll('/', '-') || 'README'
  }`;

const root = fileURLToPath(new URL('../../', import.meta.url));
const fileOf = (document) => path.relative(root, document.project.files.getReflectionPath(document));

const heading = (content) => /^# (.+)$/m.exec(content.map(({ text }) => text).join(''))?.[1];

/** Turns `[text](place)` into the text where the site has no such place. `parts` are texts, and links between them. */
function dropLinks(parts, project) {
  for (const [i, part] of parts.entries()) {
    if (part.kind !== 'relative-link' || !part.target) continue;
    const place = project.files.resolve(part.target, project);
    if (typeof place !== 'string' || SHOWN.test(place)) continue;
    // One that leads nowhere at all stays, for typedoc to complain about.
    if (!fs.existsSync(place)) continue;
    const before = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\($/;
    const after = /^\)/;
    if (!before.test(parts[i - 1]?.text) || !after.test(parts[i + 1]?.text)) continue;
    parts[i - 1].text = parts[i - 1].text.replace(before, '$1');
    parts[i + 1].text = parts[i + 1].text.replace(after, '');
    parts[i] = { kind: 'text', text: '' };
  }
}

/** Leads names of methods, exports and commands to where they are described. */
function linkNames(document) {
  const { project } = document;
  const module = project.getChildByName([MODULES.index]);
  const places = [module.getChildByName('Passwork'), module, project.getChildByName([MODULES.testing])];
  const commands = project.documents.find((each) => fileOf(each) === COMMANDS);
  const { target } = project.files.registerAbsolute(project.files.getReflectionPath(commands));
  document.content = document.content.flatMap((part) => {
    if (part.kind !== 'code') return part;
    const [, command, name] = /^`(passwork )?(\w+)`$/.exec(part.text) ?? [];
    if (command) {
      const link = { kind: 'relative-link', text: '', target, targetAnchor: name };
      return [{ kind: 'text', text: '[' }, part, { kind: 'text', text: '](' }, link, { kind: 'text', text: ')' }];
    }
    const found = name && places.map((place) => place.getChildByName([name])).find(Boolean);
    return found ? { kind: 'inline-tag', tag: '@linkcode', text: name, target: found } : part;
  });
}

const table = fs.readFileSync(path.join(root, NAMES), 'utf8');

export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document) => {
    const file = fileOf(document);
    const { title, group } = pages.find((page) => page.file === file);
    document.name = title ?? heading(document.content);
    document.frontmatter.group = group;
    // A link to a folder is a link to what its README says.
    if (path.basename(file) === 'README.md' && file !== 'README.md') {
      const { files } = document.project;
      const folder = path.dirname(files.getReflectionPath(document));
      for (const place of [folder, `${folder}/`]) files.registerReflectionPath(place, document);
    }
  });

  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, declaration) => {
    if (!declaration.kindOf(ReflectionKind.Module)) return;
    declaration.name = MODULES[declaration.name];
    declaration.comment = new Comment([], [new CommentTag('@group', [{ kind: 'text', text: REFERENCE }])]);
  });

  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    dropLinks(project.readme, project);
    for (const document of project.documents) dropLinks(document.content, project);
    linkNames(project.documents.find((document) => fileOf(document) === NAMES));
  });

  app.renderer.on(PageEvent.END, (page) => {
    if (page.filename.endsWith('.html')) page.contents = forReaders(page.contents);
  });

  app.renderer.on(IndexEvent.PREPARE_INDEX, (event) =>
    prepareSearch(event, { table, folder: path.dirname(NAMES), fileOf, testing: MODULES.testing }),
  );

  const opened = openGroups(menu.filter((group) => group !== BEHIND));
  app.renderer.hooks.on('head.end', () =>
    JSX.createElement('script', null, JSX.createElement(JSX.Raw, { html: opened })),
  );

  app.renderer.defineRouter(
    'passwork',
    class extends KindRouter {
      getIdealBaseName(reflection) {
        return reflection.isDocument() ? addressOf(fileOf(reflection)) : super.getIdealBaseName(reflection);
      }
    },
  );
}
