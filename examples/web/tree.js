// Vaults and their folders; folders are asked for when they are unfolded.
import { h } from '../support/ui/dom.js';
import { icon } from '../support/ui/icons.js';
import { explain } from './explain.js';
import { groupsOf, listsOf } from './places.js';

const byName = (a, b) => a.name.localeCompare(b.name);

/** Passwork 7 does not say how many: then it is seen when it is unfolded. */
const mayHaveFolders = ({ foldersAmount = 1 }) => foldersAmount > 0;

/** choose({ title, load, vaultId, folderId }) is called for what was clicked. */
export function treeView({ passwork, choose }) {
  const nav = h('nav', { className: 'tree', 'aria-label': 'Vaults' });

  function name(label, picture, place) {
    const button = h('button', { className: 'name', onclick: pick }, icon(picture), h('span', {}, label));
    function pick() {
      nav.querySelector('[aria-current]')?.removeAttribute('aria-current');
      button.setAttribute('aria-current', 'true');
      choose(place);
    }
    return button;
  }

  /** A line that unfolds: `children()` gives the nodes below it. */
  function node(button, label, children) {
    if (!children) return h('li', {}, h('div', { className: 'node' }, h('span', { className: 'twist' }), button));
    const below = h('ul', { hidden: true });
    const twist = h(
      'button',
      { className: 'quiet twist', 'aria-label': label, 'aria-expanded': 'false' },
      icon('chevron'),
    );
    let filled = false;
    twist.onclick = async () => {
      const unfold = below.hidden;
      below.hidden = !unfold;
      twist.setAttribute('aria-expanded', String(unfold));
      if (!unfold || filled) return;
      filled = true;
      try {
        const nodes = await children();
        below.replaceChildren(...(nodes.length ? nodes : [h('li', { className: 'none muted' }, 'No folders')]));
      } catch (error) {
        filled = false;
        below.replaceChildren(h('li', { className: 'notice bad' }, await explain(error)));
      }
    };
    return h('li', {}, h('div', { className: 'node' }, twist, button), below);
  }

  const folderNode = (folder) =>
    node(
      name(folder.name, 'folder', {
        title: folder.name,
        load: () => passwork.getPasswords(null, folder.id),
        vaultId: folder.vaultId,
        folderId: folder.id,
      }),
      `Folders in ${folder.name}`,
      mayHaveFolders(folder) && (async () => (await passwork.getSubFolders(folder.id)).map(folderNode)),
    );

  const vaultNode = (vault) =>
    node(
      name(vault.name, 'vault', {
        title: vault.name,
        load: () => passwork.getPasswords(vault.id),
        vaultId: vault.id,
        folderId: null,
      }),
      `Folders in ${vault.name}`,
      mayHaveFolders(vault) && (async () => (await passwork.getFolders(vault.id)).map(folderNode)),
    );

  const group = (title, nodes) => nodes.length > 0 && h('section', {}, h('h2', {}, title), h('ul', {}, ...nodes));

  async function load() {
    nav.replaceChildren(h('div', { className: 'loading' }, h('span', { className: 'spinner' })));
    try {
      const vaults = (await passwork.getVaults()).sort(byName);
      const [lists, groups] = await Promise.all([listsOf(passwork), groupsOf(passwork, vaults)]);
      const sections = [
        h('ul', {}, ...lists.map((list) => node(name(list.title, list.picture, list)))),
        ...groups.map(([title, members]) => group(title, members.map(vaultNode))),
      ];
      nav.replaceChildren(...sections.filter(Boolean));
      nav.querySelector('button.name')?.click();
    } catch (error) {
      nav.replaceChildren(
        h('p', { className: 'notice bad', role: 'alert' }, await explain(error)),
        h('button', { onclick: load }, 'Try again'),
      );
    }
  }

  load();
  return nav;
}
