// The option `httpAgent`: requests leave by Node's HTTP client and this agent, whatever fetch or dispatcher the program has set.
import { failed, hasHttp, send } from './node-http.mjs';
import { isNode } from './runtime.mjs';

const made = new WeakSet();

/** Whether a fetch is one of these. */
export const isByAgent = (fetch) => made.has(fetch);

/** What stands in the place of fetch for a client with an agent; `beside`: the option `fetch`. Nothing is looked at before a request. */
export function fetchBy(agent, beside) {
  const fetch = async (url, init, reads, line) => {
    const fits = (beside ?? undefined) === undefined && isNode() && hasHttp() && isAgent(agent);
    if (!fits) throw failed('the option httpAgent cannot be used', 'PASSWORK_AGENT');
    try {
      return await send(url, init, reads, line, agent);
    } catch (error) {
      // Node says so before it sends anything.
      throw error?.code === 'ERR_INVALID_PROTOCOL' ? failed(error.message, 'PASSWORK_AGENT_PROTOCOL') : error;
    }
  };
  made.add(fetch);
  return fetch;
}

/** What Node takes for an agent: its own, and those of packages. */
function isAgent(agent) {
  try {
    return typeof agent.addRequest === 'function';
  } catch {
    return false;
  }
}
