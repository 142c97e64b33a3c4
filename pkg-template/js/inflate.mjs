// Raw deflate where the platform has none that answers at once. A file of its own, so that nothing else of fflate is taken.
export { inflateSync } from 'fflate';
