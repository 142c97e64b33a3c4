// n8n's database: its executions, as they are stored, and all of its bytes.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The latest execution of a workflow: its status, and its data both as it lies there and read. */
export async function lastExecution({ module }, folder, workflow) {
  const sqlite3 = require(module('sqlite3'));
  const { parse } = require(module('flatted'));
  const file = path.join(folder, '.n8n', 'database.sqlite');
  const sql = `SELECT e.status, d.data FROM execution_entity e JOIN execution_data d ON d.executionId = e.id
    WHERE e.workflowId = ? ORDER BY e.id DESC LIMIT 1`;
  const row = await new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, sqlite3.OPEN_READONLY, (failed) => {
      if (failed) return reject(failed);
      database.get(sql, [workflow], (error, found) => {
        database.close();
        if (error) reject(error);
        else resolve(found);
      });
    });
  });
  if (!row) throw new Error(`n8n has stored no execution of ${workflow}`);
  return { status: row.status, stored: row.data, data: parse(row.data) };
}

/** Every file of the user's folder but the node itself, as bytes. */
export function bytesOf(folder) {
  const skipped = path.join(folder, '.n8n', 'nodes');
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.startsWith(skipped))
    .map((file) => ({ name: path.relative(folder, file), bytes: fs.readFileSync(file) }));
}
