/** A session: what `tokensChanged` tells and what is worth storing. */
export interface Tokens {
  /** Session token. */
  token: string;
  /** Refresh token; `''` if the server gave none. */
  refreshToken: string;
}

/** A session to take up again. */
export interface TokensInput {
  /** Session token. */
  token: string;
  /** Refresh token, if there is one. Without it the session cannot be refreshed and no master key is derived. */
  refreshToken?: string | null | undefined;
}

/** What `loadMasterKey` reads: settings without, or with, client-side encryption. */
export type MasterKeyOptions =
  | {
      /** No client-side encryption: the result is `false`. */
      useMasterPassword?: false | undefined;
      /** Not looked at. */
      refreshToken?: string | null | undefined;
      /** Not looked at. */
      masterPassword?: string | false | null | undefined;
    }
  | {
      /** Whether there is a master key at all. */
      useMasterPassword: boolean;
      /** Without one the master password itself is the key and nothing is asked for. */
      refreshToken?: string | null | undefined;
      /** The master password to derive the key from. */
      masterPassword: string | false;
    };

/** The server's version. */
export type VersionInfo = {
  /** Such as `'5.4.0'`; `''` if the server does not tell. */
  version: string;
  /** Whether the server is so old that it wants MD5 hashes. */
  legacySupport: boolean;
};

/** Answer of a login. */
export type LoginData = {
  /** Session token. */
  token: string;
  /** Refresh token; servers from 5.4 on. */
  refreshToken?: string;
  /** Lifetime of the session token in seconds. */
  tokenTtl?: number;
  /** Lifetime of the refresh token in seconds. */
  refreshTokenTtl?: number;
  /** When the session token expires, in seconds since 1970. */
  tokenExpiredAt?: number;
  /** When the refresh token expires, in seconds since 1970. */
  refreshTokenExpiredAt?: number;
  /** Who has logged in. */
  user?: {
    /** Full name. */
    name: string;
    /** Mail address. */
    email: string;
  };
  /** Added by the client: the server's version. */
  versionInfo: VersionInfo;
};
