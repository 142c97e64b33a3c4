// A registry of npm on this computer that has one version of one package.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';

/** `{address, asked, close}`; `asked`: the paths that were asked for, in order. */
export async function startRegistry(tarball, { name, version, bin, engines }) {
  const bytes = fs.readFileSync(tarball);
  const integrity = `sha512-${crypto.createHash('sha512').update(bytes).digest('base64')}`;
  const asked = [];
  let address;
  const server = http.createServer(({ url }, response) => {
    asked.push(url);
    if (url === `/${name}.tgz`) return response.end(bytes);
    if (url !== `/${name}`) return response.writeHead(404).end('{}');
    const dist = { tarball: `${address}/${name}.tgz`, integrity };
    const versions = { [version]: { name, version, bin, engines, dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { address, asked, close };
}
