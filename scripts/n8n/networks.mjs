// That n8n's own settings of the network hold for the node: the same workflow by a proxy, and without the company's authority.
import { startProxy } from '../../tests/node/support/networks.mjs';

/** @returns {Promise<string>} what was seen */
export async function checkNetworks(servers, execute) {
  const ends = [];
  const proxy = await startProxy({ after: (end) => ends.push(end) });
  try {
    const address = `http://${proxy.host}`;
    const through = await execute({ HTTP_PROXY: address, HTTPS_PROXY: address, NO_PROXY: '' });
    if (through.status !== 'success') throw new Error(`by a proxy it ended as ${through.status}`);
    for (const { host } of [servers.v4, servers.v7]) {
      const { port } = new URL(host);
      if (!proxy.seen.some((line) => line.includes(`:${port}`))) throw new Error(`the proxy has not seen port ${port}`);
    }
  } finally {
    for (const end of ends) await end();
  }
  const distrustful = await execute({ NODE_EXTRA_CA_CERTS: undefined });
  const { error } = distrustful.data.resultData;
  if (distrustful.status !== 'error' || !/^Kind: network\. /.test(error?.description)) {
    throw new Error(`without the authority it ended as ${distrustful.status}: ${error?.message} ${error?.description}`);
  }
  return 'through a proxy; not without the authority of the certificate';
}
