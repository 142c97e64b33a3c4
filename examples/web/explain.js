// Failures, as a person reads them. The package's messages hold no secrets.
import { whyUnreachable } from '../support/reach.js';

export const explain = async (error) => (await whyUnreachable(error)) ?? error.message;
