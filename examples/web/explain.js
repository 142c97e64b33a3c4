// Failures, as a person reads them. The package's messages hold no secrets.
import { whyUnreachable } from '../support/reach.js';
import { NEW_TOKENS, needsTokens } from '../support/ui/tokens.js';

export const explain = async (error) =>
  needsTokens(error) ? NEW_TOKENS : ((await whyUnreachable(error)) ?? error.message);
