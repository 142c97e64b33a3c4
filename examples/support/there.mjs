// Not every server has everything: Passwork 7 has no notifications, for instance, and some of its addresses are not known.
// The package says so by an error of kind 'unsupportedByServer', and has changed nothing then.

/** What `run` gives; where the server does not have it, a line that says so, and `undefined`. */
export async function whereThere(what, log, run) {
  try {
    return await run();
  } catch (error) {
    if (error.kind !== 'unsupportedByServer') throw error;
    log(`This server does not have: ${what}`);
    return undefined;
  }
}
