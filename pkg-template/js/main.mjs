// The client, put where every entry of the package finds it: CommonJS and ESM then share one class and one engine.
import { PassworkError } from './error.mjs';
import { fileTokenStore } from './file-token-store.mjs';
import { Passwork } from './passwork.mjs';
import { primitives } from './primitives.mjs';
import { formatReference, parseReference } from './references.mjs';
import { shared } from './shared.mjs';

shared.Passwork ??= Passwork;
shared.PassworkError ??= PassworkError;
shared.fileTokenStore ??= fileTokenStore;
shared.formatReference ??= formatReference;
shared.parseReference ??= parseReference;
shared.primitives ??= primitives;
