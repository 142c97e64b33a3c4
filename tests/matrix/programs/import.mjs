// ES modules.
import './suite.js';
import Passwork, { Passwork as Named, PassworkError } from 'passwork-wasm';
import { createTestServer } from 'passwork-wasm/testing';

const also = { 'one class by both names': Named === Passwork };
globalThis.passworkMatrix.run(Passwork, PassworkError, { also, createTestServer });
