import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { inNode } from './connection';
import { isPlainObject } from './parameters/plainObject';

/** Vaults for the chooser, those whose name has the filter in it. */
export async function searchVaults(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
  const vaults = await inNode(this, (passwork) => passwork.getVaults());
  return {
    results: matching(
      vaults.map(({ id, name }) => ({ name, value: id })),
      filter,
    ),
  };
}

/** Folders of the vault that was chosen, by their places below it. */
export async function searchFolders(this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
  const given: unknown = this.getCurrentNodeParameter('vault');
  if (!isPlainObject(given) || typeof given.value !== 'string' || !given.value) return { results: [] };
  const vault = given.mode === 'place' ? given.value : encodeURIComponent(given.value);
  const entries = await inNode(this, (passwork) => passwork.list(vault, { recursive: true }));
  const folders = entries.filter(({ type }) => type === 'folder');
  return {
    results: matching(
      folders.map(({ id, name, path }) => ({ name: below(path) ?? name, value: id })),
      filter,
    ),
  };
}

const below = (path: string | null) => path?.split('/').slice(1).map(decodeURIComponent).join(' / ');

const matching = <T extends { name: string }>(results: T[], filter = ''): T[] =>
  results.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
