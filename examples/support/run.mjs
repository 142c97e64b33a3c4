// Runs a part that is a function (passwork, env, log), in Node, when its file is the one
// that was started. In a page, where the same files are loaded, it does nothing.

/** The last line of each part: await runInNode(import.meta, part, 'EXAMPLE_VAULT', …) */
export async function runInNode(meta, part, ...needed) {
  if (!(await isMain(meta.url))) return;
  const [{ default: Passwork }, { settings }] = await Promise.all([import('passwork-wasm'), import('./settings.mjs')]);
  const env = await settings(...needed);
  const passwork = new Passwork(env.HOST);
  await passwork.login(env.API_KEY, env.USER_MASTER_PASS);
  try {
    await part(passwork, env, console.log);
  } finally {
    await passwork.logout();
  }
}

async function isMain(url) {
  const started = globalThis.process?.argv?.[1];
  if (!started || globalThis.document) return false;
  const [{ realpathSync }, { pathToFileURL }] = await Promise.all([import('node:fs'), import('node:url')]);
  return pathToFileURL(realpathSync(started)).href === url;
}
