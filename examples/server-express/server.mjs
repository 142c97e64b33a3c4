// Secrets first, then the port: a server that cannot work does not look as if it could.
import { makeApp } from './app.mjs';
import { NEEDED } from './lib/signed-link.mjs';
import { openOrExit } from './lib/start.mjs';

/** For the requests that are being answered; shorter than the patience of whoever stops us. */
const GRACE = Number(process.env.GRACE_SECONDS ?? 20) * 1000;

const secrets = await openOrExit(NEEDED);
const server = makeApp(secrets).listen(Number(process.env.PORT ?? 3000), async (error) => {
  if (error) {
    console.error(error.message);
    process.exitCode = 1;
    await secrets.close();
  } else console.log(`listening at port ${server.address().port}`);
});

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, stop);

function stop() {
  server.close(() => secrets.close());
  setInterval(() => server.closeIdleConnections(), 100).unref(); // those that were kept alive, once they are answered
  setTimeout(async () => {
    process.exitCode = 1;
    await secrets.close();
    server.closeAllConnections();
  }, GRACE).unref();
}
