// Passwork 7, API v1: what create.mjs asks of a generation.
import { usage } from '../errors.mjs';

export function generation7() {
  throw usage('createTestServer: generation 7 is not served yet. Leave `generation` out for API v4');
}
