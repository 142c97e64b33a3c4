// What a server for tests holds, in plain data.

import type { Bytes } from './values.js';

/** A custom field with its type. */
export interface TestTypedField {
  /** The value. */
  readonly value: string;
  /** `text`, `password` or `totp`. Default: `text`. */
  readonly type?: string | undefined;
}

/** A custom field of a list. */
export interface TestNamedField extends TestTypedField {
  /** The name. */
  readonly name: string;
}

/** A custom field: its value, or value and type. */
export type TestCustomField = string | TestTypedField;

/** A file of a list. */
export interface TestNamedFile {
  /** The name. */
  readonly name: string;
  /** What is in it. */
  readonly data: string | Uint8Array | ArrayBuffer;
}

/** An item of the contents. What is left out is empty. */
export interface TestItem {
  /** Its id. Default: made from the path, always the same. */
  readonly id?: string | undefined;
  /** The password. */
  readonly password?: string | undefined;
  /** The login. */
  readonly login?: string | undefined;
  /** The address. */
  readonly url?: string | undefined;
  /** The description. */
  readonly description?: string | undefined;
  /** The colour, by its number. */
  readonly color?: string | number | null | undefined;
  /** The tags. */
  readonly tags?: readonly string[] | undefined;
  /** Custom fields by name, or a list where two have one name. */
  readonly custom?: { readonly [name: string]: TestCustomField } | readonly TestNamedField[] | undefined;
  /** Secrets of one-time codes by the names of their fields; a text is the field `TOTP`. */
  readonly totp?: string | { readonly [name: string]: string } | undefined;
  /** Files by name, or a list where two have one name; a text becomes its UTF-8. */
  readonly attachments?:
    | { readonly [name: string]: string | Uint8Array | ArrayBuffer }
    | readonly TestNamedFile[]
    | undefined;
  /** Whether it is a favourite. */
  readonly favorite?: boolean | undefined;
}

/** A shortcut. It shows the name of its item, whatever it is called in the contents. */
export interface TestShortcut {
  /** Its id. Default: made from the path. */
  readonly id?: string | undefined;
  /** Path or id of its item. */
  readonly shortcutTo: string;
}

/**
 * A folder: folders, items and shortcuts by name; a list is several of one name. A text `id` is the folder's own id, or the first of a
 * list where something in it is called `id`.
 */
export interface TestFolder {
  /** What is in it. */
  readonly [name: string]:
    | TestFolder
    | TestItem
    | TestShortcut
    | ReadonlyArray<TestFolder | TestItem | TestShortcut | string>
    | string;
}

/** A vault: as a folder. `private: true`: the first user's alone; the name of a user: that one's. */
export interface TestVault {
  /** What is in it. */
  readonly [name: string]:
    | TestFolder
    | TestItem
    | TestShortcut
    | ReadonlyArray<TestFolder | TestItem | TestShortcut | string | boolean>
    | string
    | boolean;
}

/** Contents of a server: vaults by name; a list is several of one name. */
export interface TestContents {
  /** A vault. */
  readonly [vault: string]: TestVault | readonly TestVault[];
}

/** What {@link TestServer.contents} gives: as {@link TestContents}, and all of it may be read. */
export interface TestContentsOpened {
  [vault: string]: unknown;
}

/** What {@link TestServer.read} gives: an item, opened. What is empty is not there, but for the password. */
export interface TestItemOpened {
  /** Its id. */
  id: string;
  /** Its name. */
  name: string;
  /** The password. */
  password: string;
  /** The login. */
  login?: string;
  /** The address. */
  url?: string;
  /** The description. */
  description?: string;
  /** The colour, by its number. */
  color?: string;
  /** The tags. */
  tags?: string[];
  /** Custom fields by name: a text, or value and type if that is not `text`; a list where two have one name. */
  custom?: { [name: string]: string | TestTypedField } | TestNamedField[];
  /** Secrets of one-time codes by the names of their fields. */
  totp?: { [name: string]: string };
  /** Files by name: a text if it is UTF-8, else bytes; a list where two have one name. */
  attachments?: { [name: string]: string | Bytes } | TestNamedFile[];
  /** `true` for a favourite. */
  favorite?: true;
}
