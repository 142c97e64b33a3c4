// The test server, put where its entries find it.
import { shared } from '../js/shared.mjs';
import { createTestServer } from './create.mjs';

shared.createTestServer ??= createTestServer;
