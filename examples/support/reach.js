// Why a page did not reach the server. Browsers tell pages no more than "failed": whether there is no way to the server, or
// it does not let pages of this address ask it (CORS), a second request shows that asks for no answer.

const WAIT = 4000; // milliseconds

/** @returns {Promise<string | null>} what a person can do; null if it was something else */
export async function whyUnreachable({ kind, httpRequest }) {
  if (kind !== 'network') return null;
  const server = originOf(httpRequest);
  if (!server || server === location.origin) return null;
  if (!(await answers(server))) return `${server} cannot be reached from here.`;
  return (
    `${server} answers, but does not let pages of ${location.origin} ask it (CORS). ` +
    'Either have this page served from the address of the server (a proxy that passes /api on to it), or use the browser extension.'
  );
}

/** Of "GET: https://passwork.example.com/api/v1/vaults". */
function originOf(request) {
  const [, address] = /^\w+: (.+)$/.exec(request ?? '') ?? [];
  return URL.canParse(address) ? new URL(address).origin : null;
}

/** Without tokens, and without a look at what is answered. */
const answers = (server) =>
  fetch(`${server}/`, {
    mode: 'no-cors',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(WAIT),
  }).then(
    () => true,
    () => false,
  );
