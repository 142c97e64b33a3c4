// In a page and in a module worker.
import '/suite.js';
import Passwork, { PassworkError } from '/passwork/index.mjs';
import { createTestServer } from '/passwork/testing.mjs';

globalThis.passworkMatrix.run(Passwork, PassworkError, { createTestServer });
