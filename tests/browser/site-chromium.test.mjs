// The site of the documents in Chromium.
import { siteTests } from './support/site-tests.mjs';

siteTests('Chromium');
