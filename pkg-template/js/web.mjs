// The script-tag build: `window.passwork(host)`, as the original's page build has it (spec §7).
import './main.mjs';
import { shared } from './shared.mjs';

globalThis.passwork = (host) => new shared.Passwork(host);
globalThis.passwork.Passwork = shared.Passwork;
globalThis.passwork.PassworkError = shared.PassworkError;
globalThis.passwork.formatReference = shared.formatReference;
globalThis.passwork.parseReference = shared.parseReference;
