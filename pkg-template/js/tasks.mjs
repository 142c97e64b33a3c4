// Going on with the engine's tasks: in the context in which each began, by reactions of promises.
import { builtIn } from './built-in.mjs';

/** Functions for tasks and promises; `runTask` and `settle` are the engine's. */
export const tasks = (runTask, settle) => ({
  /**
   * The context of who is running: where `AsyncLocalStorage` has its values. (Node 20 takes 13 µs for
   * `AsyncLocalStorage.snapshot()`, for this a hundredth of one.)
   */
  context() {
    const { AsyncResource } = builtIn('async_hooks') ?? {};
    return AsyncResource && new AsyncResource('Passwork');
  },

  async soon(context, id) {
    await undefined; // never `queueMicrotask`: what stands there may be a test's, which runs nothing by itself
    if (context) context.runInAsyncScope(runTask, undefined, id);
    else runTask(id);
  },

  async follow(promise, id) {
    let value;
    try {
      value = await promise;
    } catch (error) {
      settle(id, false, error);
      return;
    }
    settle(id, true, value);
  },
});
