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

  return app;
}
