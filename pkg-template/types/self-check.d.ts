/** What {@link Passwork.selfCheck} has found. */
export type SelfCheck = {
  /** Whether all checks have passed. */
  ok: boolean;
  /** The checks, in the order in which they were made. */
  checks: {
    /**
     * What was checked: `'AES'`, `'MD5'`, `'SHA-256'`, `'base32'`, `'base64'`, `'text forms'`, `'envelope'`, `'RSA'`, `'PBKDF2'`, `'TOTP'`;
     * where there is SIMD, also `'SIMD'` and `'JSON'`: the kernels against the same without them.
     */
    name: string;
    /** Whether it has computed what it must. */
    ok: boolean;
    /** How long it took, in milliseconds. */
    ms: number;
  }[];
};
