// The site of the documents in Firefox.
import { siteTests } from './support/site-tests.mjs';

siteTests('Firefox');
