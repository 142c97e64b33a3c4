// The script-tag build: `window.passwork(host)`, as the original's page build has it (spec §7).
import './main.mjs';
import { slot } from './slot.mjs';

globalThis.passwork = (host) => new slot.Passwork(host);
globalThis.passwork.Passwork = slot.Passwork;
globalThis.passwork.PassworkError = slot.PassworkError;
