/** A session: what `tokensChanged` tells and what is worth storing. */
export interface Tokens {
  /** Session token. */
  token: string;
  /** Refresh token; `''` if the server gave none. */
  refreshToken: string;
}

/** A session to take up again; the tokens of a user or service account of Passwork 7. */
export interface TokensInput {
  /** Session token; Passwork 7: the access token. */
  token: string;
  /**
   * Refresh token, if there is one. Without it the session cannot be refreshed; with API v4 no master key is derived then.
   */
  refreshToken?: string | null | undefined;
}

/** The tokens of a user or service account of Passwork 7, in the names of the server. */
export interface AccessTokensInput {
  /** Access token. */
  readonly accessToken: string;
  /** Refresh token, if there is one. Without it the session cannot be refreshed. */
  readonly refreshToken?: string | null | undefined;
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
      /** API v4: without one the master password itself is the key and nothing is asked for. Passwork 7: not looked at. */
      refreshToken?: string | null | undefined;
      /** The master password to derive the key from. */
      masterPassword: string | false;
    };

/** The server's version. */
export type VersionInfo = {
  /** Such as `'5.4.0'`; if the server does not tell, `''`, and `'7'` on Passwork 7. */
  version: string;
  /** Whether the server is so old that it wants MD5 hashes. */
  legacySupport: boolean;
};

/** Answer of a login. `null` occurs on Passwork 7 only. */
export type LoginData = {
  /** Session token. Passwork 7: the access token. */
  token: string;
  /** Refresh token; servers from 5.4 on. `null`: none was given. */
  refreshToken?: string | null;
  /** Lifetime of the session token in seconds. Passwork 7: `null`. */
  tokenTtl?: number | null;
  /** Lifetime of the refresh token in seconds. Passwork 7: `null`. */
  refreshTokenTtl?: number | null;
  /** When the session token expires, in seconds since 1970. Passwork 7: `null` until this client has refreshed it. */
  tokenExpiredAt?: number | null;
  /** When the refresh token expires, in seconds since 1970. Passwork 7: `null` until this client has refreshed it. */
  refreshTokenExpiredAt?: number | null;
  /** Who has logged in. Passwork 7: as the server describes the user, or `null` if it does not. */
  user?: {
    /** Full name. Passwork 7: it is `fullName`. */
    name: string;
    /** Mail address. */
    email: string;
    /** Full name, Passwork 7. */
    fullName?: string;
    /** Name to log in with, Passwork 7. */
    login?: string;
  } | null;
  /** Added by the client: the server's version. */
  versionInfo: VersionInfo;
};
