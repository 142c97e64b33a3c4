// What the server answers.
import express from 'express';
import { signedLink } from './lib/signed-link.mjs';

/** @param {import('./lib/secrets.mjs').Secrets} secrets */
export function makeApp(secrets) {
  const app = express();
  app.disable('x-powered-by');

  app.get('/downloads/:file', (req, res) => {
    res.set('Cache-Control', 'no-store').redirect(signedLink(secrets.current(), req.params.file));
  });

  app.get('/healthz', (_req, res) => {
    const health = secrets.health();
    res
      .status(health.ok ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(health);
  });

  // Without it, Express shows stacks to whoever asks, unless NODE_ENV is production.
  app.use((error, _req, res, _next) => {
    const { status = 500 } = error;
    if (status >= 500) console.error(error);
    res.sendStatus(status);
  });

  return app;
}
