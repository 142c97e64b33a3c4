import type { Id, IdOf } from './ids.js';
import type { EncodedText, QueryValue, ServerObject } from './values.js';

/** RSA keys of a user; with client-side encryption only. */
export type UserKeys = {
  /** Public key (PEM). */
  public: string;
  /** Private key, sealed with the master key. */
  privateCrypted: EncodedText;
};

/** A user. Passwork 7: as the server describes the user, with `fullName` in place of `name`, and perhaps without `locale`. */
export type User = {
  /** Id. */
  id: IdOf<'user'>;
  /** Full name. Passwork 7: it is `fullName`. */
  name: string;
  /** Full name, Passwork 7. */
  fullName?: string;
  /** Name to log in with, Passwork 7. */
  login?: string;
  /** Mail address. */
  email: string;
  /** Such as `'en'`. */
  locale: string;
  /** With client-side encryption only. */
  keys?: UserKeys;
};

/** A user of the server (Passwork 7), with whatever the server tells of it. */
export type UserAccount = ServerObject & {
  /** Id. */
  id: IdOf<'user'>;
};

/** A role of users (Passwork 7), with whatever the server tells of it. */
export type UserRole = ServerObject & {
  /** Id, for `userRoleId`. */
  id: Id;
};

/** A group of users (Passwork 7), with whatever the server tells of it. */
export type UserGroup = ServerObject & {
  /** Id. */
  id: IdOf<'userGroup'>;
};

/** What `createUser` takes. Other members go to the server as they are. */
export interface NewUser {
  /** Name to log in with. */
  readonly login: string;
  /** Mail address. */
  readonly email?: string | null | undefined;
  /** Full name. */
  readonly fullName?: string | null | undefined;
  /** Id of the role, as `getUserRoles` tells it. */
  readonly userRoleId?: Id | null | undefined;
  /** The password to log in with. Default: one is made, by the rules of the server. */
  readonly password?: string | undefined;
  /** Whatever else the server takes. `keys`, `masterKeyHash` and `masterKeyOptions` are made by the client. */
  readonly [member: string]: unknown;
}

/** What `createUser` gives: the only place where the two passwords are to be had. */
export type CreatedUser = {
  /** Id; `null` where the server does not tell it. The user is there all the same: `getUsers` finds him by the login. */
  id: IdOf<'user'> | null;
  /** The password to log in with. */
  password: string;
  /** The master password, which is not sent to the server; `null` without client-side encryption. */
  masterPassword: string | null;
};

/** Which users `getUsers` lists. */
export interface UserFilters {
  /** Text to look for. */
  readonly search?: string | null | undefined;
  /** A filter, in the server's form. */
  readonly filter?: QueryValue | readonly QueryValue[];
  /** Entries at most. */
  readonly limit?: number | null | undefined;
  /** Entries to leave out at the beginning. */
  readonly offset?: number | null | undefined;
}

/** Which groups `getUserGroups` lists. */
export interface UserGroupFilters {
  /** Text to look for. */
  readonly search?: string | null | undefined;
  /** Entries at most. */
  readonly limit?: number | null | undefined;
}
