// On API v4 a session without a master password reads what is encrypted as noise, as the original connector does. The command line does
// not print noise.
import { CliError, EXIT } from './exit-code.mjs';

/** How an envelope of OpenSSL begins in base64 in base32: `U2FsdGVkX1`. */
const ENVELOPE = 'amt4cwv48xb6pp1h';

/** Whether a stored text is encrypted. */
export const isSealed = (text) => typeof text === 'string' && text.startsWith(ENVELOPE);

/** Whether anything of an item is sealed. */
export const isSealedItem = (password) =>
  [
    password.cryptedPassword,
    password.cryptedKey,
    password.shortcut?.cryptedKey,
    ...(password.custom ?? []).flatMap((field) => [field?.name, field?.value]),
    ...(password.attachments ?? []).map((file) => file?.encryptedKey),
  ].some(isSealed);

/** The failure for what cannot be read, or must not be written, without the master password. */
export const locked = (what) => new CliError(EXIT.credentials, lockedMessage(what), { kind: 'masterPassword' });

/** Its words. */
export const lockedMessage = (what) =>
  `${what} is encrypted on the client: set PASSWORK_MASTER_PASSWORD or PASSWORK_MASTER_KEY, or their _FILE`;
