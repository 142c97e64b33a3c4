// A program of some size, as somebody has it: the node of an automation tool, with tables of operations, generics and wrappers.
import Passwork, {
  PassworkError, type Attachment, type Folder, type Id, type LoginData, type NewPassword, type Password, type PasswordChanges, type ShortcutPassword, type Vault,
} from 'passwork-wasm';

// ---------------------------------------------------------------- as the tool declares them
type GenericValue = string | object | number | boolean | undefined | null;
interface IDataObject {
  [key: string]: GenericValue | IDataObject | GenericValue[] | IDataObject[];
}
interface INodeExecutionData {
  json: IDataObject;
  binary?: { [name: string]: { data: Uint8Array; fileName: string } };
  pairedItem?: { item: number };
}
interface IExecuteFunctions {
  getInputData(): INodeExecutionData[];
  getNodeParameter<T = unknown>(name: string, item: number, fallback?: T): T;
  getCredentials<T extends object>(name: string): Promise<T>;
  continueOnFail(): boolean;
}
class NodeApiError extends Error {
  constructor(readonly node: string, readonly body: IDataObject, readonly options: { httpCode?: string; description?: string } = {}) {
    super(node);
  }
}

interface Credentials {
  host: string;
  apiKey: string;
  masterPassword?: string;
}

// ---------------------------------------------------------------- what methods there are, by their types
type Method = { [K in keyof Passwork]: Passwork[K] extends (...args: never[]) => Promise<unknown> ? K : never }[keyof Passwork];
type Result<M extends Method> = Passwork[M] extends (...args: never[]) => Promise<infer R> ? R : never;
type ListMethod = { [K in Method]: Result<K> extends readonly { id: string; name: string }[] ? K : never }[Method];

export const byId = { vault: 'getVault', folder: 'getFolder', password: 'getPassword', shortcut: 'getShortcutPassword', inbox: 'getInboxPassword' } as const;
type Resource = keyof typeof byId;

export async function one<R extends Resource>(passwork: Passwork, resource: R, id: string): Promise<Result<(typeof byId)[R]>> {
  const get = passwork[byId[resource]] as (id: string) => Promise<Result<(typeof byId)[R]>>;
  return get(id);
}

export const options = async (passwork: Passwork, method: ListMethod, ...args: string[]): Promise<{ name: string; value: string }[]> => {
  const list = passwork[method] as (...args: string[]) => Promise<{ id: string; name: string }[]>;
  return (await list(...args)).map(({ id, name }) => ({ name, value: id }));
};

// ---------------------------------------------------------------- operations
type Operation = (passwork: Passwork, parameter: <T = string>(name: string, fallback?: T) => T) => Promise<unknown>;

const OPERATIONS: Record<string, Record<string, Operation>> = {
  vault: {
    get: (passwork, parameter) => passwork.getVault(parameter('vaultId')),
    getAll: (passwork) => passwork.getVaults(),
    create: async (passwork, parameter) => passwork.getVault(await passwork.addVault(parameter('name'), parameter<boolean>('private', false))),
    rename: (passwork, parameter) => passwork.editVault(parameter('vaultId'), parameter('name')),
    delete: async (passwork, parameter) => ({ deleted: await passwork.deleteVault(parameter('vaultId')) }),
  },
  folder: {
    getAll: (passwork, parameter) => (parameter('folderId', '') ? passwork.getSubFolders(parameter('folderId')) : passwork.getFolders(parameter('vaultId'))),
    create: (passwork, parameter) => passwork.addFolder(parameter('vaultId'), parameter('name'), parameter<string | null>('parentId', null)),
    move: async (passwork, parameter) => passwork.getFolder(await passwork.moveFolder(parameter('folderId'), parameter('vaultId'), parameter<string | null>('parentId', null))),
  },
  password: {
    get: async (passwork, parameter) => shown(await passwork.getPassword(parameter('passwordId'))),
    search: (passwork, parameter) => passwork.searchPasswords(parameter('query'), parameter<string[]>('tags', []), [], parameter<string | null>('vaultId', null)),
    create: async (passwork, parameter) => {
      const fields: NewPassword = { vaultId: parameter('vaultId'), password: parameter('password'), ...parameter<Omit<PasswordChanges, 'password'>>('fields', {}) };
      return passwork.addPassword(fields);
    },
    update: (passwork, parameter) => passwork.editPassword(parameter('passwordId'), parameter<PasswordChanges>('fields', {})),
    copy: async (passwork, parameter) => {
      const password = await passwork.getPassword(parameter('passwordId'));
      const target = parameter<Id>('vaultId', password.vaultId);
      const id = await passwork.copyPassword(password.id, target, target === password.vaultId ? password.folderId : null);
      return shown(await passwork.getPassword(id));
    },
    share: async (passwork, parameter) => ({ link: await passwork.generatePasswordShareLink(parameter('passwordId'), false, 24) }),
  },
};

function shown(password: Password | ShortcutPassword): IDataObject {
  const customs: { [name: string]: string } = {};
  for (const { name, value } of password.getCustoms() ?? []) customs[name] = value;
  const { getPassword, getCustoms, cryptedPassword, cryptedKey, custom, ...rest } = password;
  void [getCustoms, cryptedPassword, cryptedKey, custom];
  return { ...(rest as IDataObject), password: getPassword(), customs, where: 'shortcut' in password ? 'shortcut' : 'vault' };
}

const isObject = (value: unknown): value is IDataObject => typeof value === 'object' && value !== null;
const items = (value: unknown, item: number): INodeExecutionData[] =>
  (Array.isArray(value) ? value : [value]).map((each: unknown) => ({ json: isObject(each) ? each : { value: each as GenericValue }, pairedItem: { item } }));

// ---------------------------------------------------------------- wrappers
/** Each call with a time and its outcome. */
export function observed<A extends readonly unknown[], R>(name: string, call: (...args: A) => Promise<R>, tell: (line: { name: string; ok: boolean }) => void): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      const result = await call(...args);
      tell({ name, ok: true });
      return result;
    } catch (error) {
      tell({ name, ok: false });
      throw error;
    }
  };
}

/** A client that asks once for each vault and folder, and counts its logins. */
export class CachingPasswork extends Passwork {
  readonly vaults = new Map<string, Promise<Vault>>();
  readonly folders: { [id: string]: Promise<Folder> } = {};
  logins = 0;

  constructor(host: string) {
    super({ host, concurrency: 4 });
    const { getVault, getFolder, login } = this;
    this.getVault = (id) => {
      const vault = this.vaults.get(id) ?? getVault(id);
      this.vaults.set(id, vault);
      return vault;
    };
    this.getFolder = async (id: string) => (this.folders[id] ??= getFolder(id));
    this.login = async (apiKey, masterPassword) => {
      this.logins += 1;
      return login(apiKey, masterPassword);
    };
    this.getVaults = observed('getVaults', this.getVaults, () => {});
    this.getPasswords = observed('getPasswords', this.getPasswords, () => {});
  }
}

const logged: Passwork['login'] = async (apiKey: string, masterPassword?: string | false | null): Promise<LoginData> => new Passwork('x').login(apiKey, masterPassword);
export const login: (apiKey: string, masterPassword?: string) => Promise<{ token: string }> = logged;

// ---------------------------------------------------------------- the node
export class PassworkNode {
  readonly description: IDataObject = { displayName: 'Passwork', resources: Object.keys(OPERATIONS) };

  async execute(this: PassworkNode & IExecuteFunctions): Promise<INodeExecutionData[][]> {
    const { host, apiKey, masterPassword } = await this.getCredentials<Credentials>('passworkApi');
    const passwork = new CachingPasswork(host);
    await passwork.login(apiKey, masterPassword ?? null);
    const out: INodeExecutionData[] = [];
    try {
      for (const [index] of this.getInputData().entries()) {
        const [resource, operation] = [this.getNodeParameter<string>('resource', index), this.getNodeParameter<string>('operation', index)];
        const run = OPERATIONS[resource]?.[operation];
        if (!run) throw new Error(`${resource}: ${operation}?`);
        try {
          out.push(...items(await run(passwork, (name, fallback) => this.getNodeParameter(name, index, fallback)), index));
        } catch (error) {
          if (!this.continueOnFail()) throw this.failure(error);
          out.push({ json: { error: error instanceof Error ? error.message : String(error) }, pairedItem: { item: index } });
        }
      }
    } finally {
      await passwork.logout();
    }
    return [out];
  }

  private failure(error: unknown): unknown {
    if (!(error instanceof PassworkError)) return error;
    const { httpStatus, code = '', kind, message } = error;
    const options: { httpCode?: string; description?: string } = { description: message };
    if (httpStatus !== undefined) options.httpCode = String(httpStatus);
    return new NodeApiError('Passwork', { ...error, kind, code, data: error.data as IDataObject, cause: null }, options);
  }

  async download(passwork: Passwork, passwordId: string): Promise<INodeExecutionData> {
    const { attachments, name } = await passwork.getPassword(passwordId);
    const files: Attachment[] = await Promise.all((attachments ?? []).map(({ id }) => passwork.getAttachment(passwordId, id)));
    return { json: { name }, binary: Object.fromEntries(files.map((file) => [file.id, { data: file.getData(), fileName: file.name }])) };
  }
}
