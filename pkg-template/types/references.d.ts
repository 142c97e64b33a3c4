// References: texts that name a field of an item.

import type { AnyPassworkError } from './errors-by-kind.js';

/** The form in which a reference wants its value. */
export type ReferenceForm = 'text' | 'totp' | 'base64' | 'bytes';

/** The kind of thing that the field of a reference is. */
export type ReferenceSource = 'item' | 'custom' | 'attachment';

/** What a reference to an item by its place is made of. */
export interface ReferenceByPath {
  /** Name or id of the vault. */
  vault: string;
  /** Names or ids of the folders on the way, each in the one before it. */
  folders: string[];
  /** Name or id of the item, or of a shortcut to it. */
  item: string;
  /** `password`, `login`, `url`, `description`, `name`, `tags`, or the name of a custom field or of an attachment. */
  field: string;
  /** Form of the value. */
  as: ReferenceForm;
  /** Kind of the field, where the reference says it. */
  in?: ReferenceSource;
}

/** What a reference to an item by its id is made of: `pw://-/ID/FIELD`. */
export interface ReferenceById {
  /** Id of an item or of a shortcut. */
  id: string;
  /** Name of the field. */
  field: string;
  /** Form of the value. */
  as: ReferenceForm;
  /** Kind of the field, where the reference says it. */
  in?: ReferenceSource;
}

/** What {@link parseReference} gives. */
export type ReferenceParts = ReferenceByPath | ReferenceById;

/** What {@link formatReference} takes: folders, `as` and `in` may be left out. */
export type ReferenceInput =
  | {
      /** Name or id of the vault. */
      readonly vault: string;
      /** Names or ids of the folders on the way. Default: none. */
      readonly folders?: readonly string[] | null | undefined;
      /** Name or id of the item. */
      readonly item: string;
      /** Name of the field. */
      readonly field: string;
      /** Form of the value. Default: `text`. */
      readonly as?: ReferenceForm | null | undefined;
      /** Kind of the field. Default: any. */
      readonly in?: ReferenceSource | null | undefined;
    }
  | {
      /** Id of an item or of a shortcut. */
      readonly id: string;
      /** Name of the field. */
      readonly field: string;
      /** Form of the value. Default: `text`. */
      readonly as?: ReferenceForm | null | undefined;
      /** Kind of the field. Default: any. */
      readonly in?: ReferenceSource | null | undefined;
    };

/** The type of a reference's value: bytes for `?as=bytes`, else a text; of a text that is not known to the compiler, either. */
export type ReferenceValue<R extends string> =
  {} extends Record<R, 1>
    ? string | Uint8Array
    : R extends `${string}?${infer Query}`
      ? `&${Query}&` extends `${string}&as=bytes&${string}`
        ? Uint8Array
        : string
      : string;

/** What became of one reference in a list. */
export type ResolvedReference<R extends string = string> =
  | {
      /** The reference, as it was given. */
      reference: R;
      /** The value. */
      value: ReferenceValue<R>;
      /** Not there. */
      error?: undefined;
    }
  | {
      /** The reference, as it was given. */
      reference: R;
      /** Why there is no value. */
      error: AnyPassworkError;
      /** Not there. */
      value?: undefined;
    };

/** What became of the references in a list, in its order. */
export type ResolvedList<L extends readonly string[]> = { -readonly [I in keyof L]: ResolvedReference<L[I]> };

/** What became of the references in a record. */
export interface ResolvedRecord<T extends Readonly<Record<string, string>>> {
  /** Whether all of them have a value. */
  ok: boolean;
  /** The values, by the names in the record; only those that there are. */
  values: { -readonly [K in keyof T]?: ReferenceValue<T[K]> };
  /** The errors, by the names in the record; only those that there are. */
  errors: { -readonly [K in keyof T]?: AnyPassworkError };
}

/** A thing that an ambiguous reference may mean. */
export interface ReferenceCandidate {
  /** Its id. */
  id: string;
  /** Its names, with slashes between them. */
  path: string;
}

/**
 * Takes a reference apart. No client is needed.
 *
 * @param reference The reference.
 * @throws {PassworkError} `usage` for what is none, with the position.
 *
 * @example
 * ```ts
 * const parts = parseReference('pw://Infrastructure/Databases/orders/password');
 * console.log(parts.field); // password
 * ```
 */
export declare function parseReference(reference: string): ReferenceParts;

/**
 * Writes a reference, with everything encoded that has to be: `parseReference` gives the same parts back.
 *
 * @param parts The parts.
 * @throws {PassworkError} `usage` for names that cannot be written: empty ones, and those with halves of characters.
 *
 * @example
 * ```ts
 * const reference = formatReference({ vault: 'Infrastructure', item: 'CI/CD', field: 'password' });
 * console.log(reference); // pw://Infrastructure/CI%2FCD/password
 * ```
 */
export declare function formatReference(parts: ReferenceInput): string;
