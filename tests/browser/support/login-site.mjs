// A page with a login form, as any site has it.
import fs from 'node:fs';
import http from 'node:http';

export async function startSite() {
  const html = fs.readFileSync(new URL('./login-form.html', import.meta.url));
  const server = http.createServer((_, res) => res.setHeader('content-type', 'text/html; charset=utf-8').end(html));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
