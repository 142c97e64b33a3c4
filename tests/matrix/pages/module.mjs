// In a page and in a module worker.
import '/suite.js';
import Passwork, { PassworkError } from '/passwork/index.mjs';

globalThis.passworkMatrix.run(Passwork, PassworkError);
