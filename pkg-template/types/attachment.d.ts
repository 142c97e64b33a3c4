import type { FileInput } from './files.js';
import type { IdOf } from './ids.js';
import type { Bytes, EncodedText } from './values.js';

/** An attachment as the list of a password shows it, and the answer of an upload. */
export type AttachmentInfo = {
  /** Id, to be passed to `getAttachment`. */
  id: IdOf<'attachment'>;
  /** File name. */
  name: string;
  /** The sealed key of the file. */
  encryptedKey: EncodedText;
};

/** An attachment with its contents, as the server sent it. */
export type StoredAttachment = AttachmentInfo & {
  /** The password that it belongs to. */
  passwordId: IdOf<'password'>;
  /** The contents. */
  encryptedData: EncodedText;
  /** Hash of the contents; `''` for an empty file. */
  hash: string;
};

/** What the client adds to an attachment. Both are synchronous and work when taken off. */
export type AttachmentHelpers = {
  /**
   * Decrypts and checks the file anew at each call.
   *
   * Throws with kind `attachment` when the hash is wrong, `crypto` when the key or data cannot be opened, `closed` after `close()`.
   *
   * @returns The bytes, in a new array each time.
   * @throws {PassworkError}
   */
  getData: () => Bytes;
  /**
   * Writes the file to `path + name`: the two texts are joined as they are, *no separator is put between them*.
   *
   * The file is there whole or not at all: the contents are written beside it and then take its name. A new file is for its
   * owner alone (mode 0600), an existing one keeps its mode. Links, devices and pipes that you name are used as such; where
   * the folder allows no second file, it is written in place.
   *
   * Throws what `getData` throws, kind `attachment` when the server's name is unusable (a symbolic link stands there; a
   * device of Windows) or (in a page) when there are no files, and the errors of the file system.
   *
   * @param path Folder with a trailing slash, or the beginning of a file name.
   * @param name Used as it is. Default: the last component of the attachment's name, so that no name of the server leaves the folder.
   * @throws {PassworkError}
   *
   * @example
   * ```ts
   * attachment.saveTo('./downloads/'); // ./downloads/notes.txt
   * attachment.saveTo('./downloads/', 'other.txt');
   * ```
   */
  saveTo: (path: string, name?: string | null) => void;
};

/** An attachment with its helpers. */
export type Attachment = StoredAttachment & AttachmentHelpers;

/** A file to attach while adding or editing a password. */
export interface AttachmentInput {
  /** The file; despite its name not only a path. */
  readonly path: FileInput;
  /** Name to store. Default: the last component of the path, or the name of the `File`. */
  readonly name?: string | null | undefined;
}

/**
 * Passwork 7: bytes to attach while adding or editing a password. API v4 knows `path` only, which may hold bytes too; there an entry
 * without `path` is left out *without an error*. `{ path: bytes, name }` works on both.
 */
export interface AttachmentBytes {
  /** Not given. */
  readonly path?: undefined;
  /** The contents. */
  readonly bytes: Exclude<FileInput, string>;
  /** Name to store. Default: the name of the `File`. */
  readonly name?: string | null | undefined;
}
