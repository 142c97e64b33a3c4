// n8n's command line in a folder of its own.
import fs from 'node:fs';
import path from 'node:path';
import { run } from '../lib/process.mjs';

const MINUTES = 60_000;

/** Quiet, alone, and without what cannot be compiled here: the new engine of expressions and runners in processes of their own. */
export const environment = (folder, authority) => ({
  N8N_USER_FOLDER: folder,
  NODE_EXTRA_CA_CERTS: authority,
  N8N_EXPRESSION_ENGINE: 'legacy',
  N8N_RUNNERS_ENABLED: 'false',
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
  N8N_LOG_LEVEL: 'debug', // what it logs is searched for secrets
  DB_SQLITE_POOL_SIZE: '2',
});

export function commands({ program }, folder, env) {
  const n8n = (name, args, { more = {}, ...options } = {}) =>
    run(`n8n-${name}`, [...program, ...args], {
      cwd: folder,
      env: { ...env, ...more },
      timeout: 10 * MINUTES,
      ...options,
    });
  const withFile = async (name, contents) => {
    const file = path.join(folder, `${name}.json`);
    fs.writeFileSync(file, JSON.stringify(contents), { mode: 0o600 });
    try {
      return await n8n(`import-${name}`, [`import:${name}`, `--input=${file}`]);
    } finally {
      fs.rmSync(file);
    }
  };
  return {
    importCredentials: (credentials) => withFile('credentials', credentials),
    importWorkflows: (workflows) => withFile('workflow', workflows),
    /** What it printed; whether the workflow failed is read in the database. */
    execute: async (id, more) =>
      (await n8n(`execute-${id}`, ['execute', `--id=${id}`, '--rawOutput'], { allowFailure: true, more })).output,
  };
}
