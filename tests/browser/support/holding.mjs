// A proxy that passes everything on, and can keep back one answer: what the server did is done, and nobody hears of it.
import { once } from 'node:events';
import http from 'node:http';

export async function startHolding(target) {
  let wanted = null;
  let letGo;
  const server = http.createServer(async (req, res) => {
    try {
      const { host, connection, ...headers } = req.headers;
      const inner = http.request(target + req.url, { method: req.method, headers, agent: false });
      req.pipe(inner);
      const [answer] = await once(inner, 'response');
      if (wanted?.is({ method: req.method, path: req.url, status: answer.statusCode })) {
        wanted.held();
        wanted = null;
        await new Promise((resolve) => {
          letGo = resolve;
        });
      }
      res.writeHead(answer.statusCode, answer.headers);
      answer.pipe(res);
    } catch {
      res.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** The next such answer is kept back; the promise is of the moment in which it has come. */
    hold: (is) =>
      new Promise((held) => {
        wanted = { is, held };
      }),
    /** What was kept back goes on, to whoever still waits for it. */
    release: () => letGo(),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
