// A server for tests, and a runner of GitHub whose steps reach it with the package under test.
import { world } from '../../cli/support/cli.mjs';
import { fakeNpm } from './npm.mjs';
import { Runner } from './runner.mjs';

/**
 * `{runner, server, home, host, credentials, called, use}`: `credentials` are the variables for the step; `use(inputs)` runs the
 * action with them.
 */
export async function runnerWorld(t, one, contents, { realNpm = false } = {}) {
  const { env, server, home } = await world(t, one, contents);
  const { PASSWORK_HOST: host, ...rest } = env;
  const isOurs = ([name]) => name.startsWith('PASSWORK_');
  const credentials = Object.fromEntries(Object.entries(rest).filter(isOurs));
  const own = Object.fromEntries(Object.entries(rest).filter((pair) => !isOurs(pair)));
  const fake = fakeNpm(home);
  const npm = realNpm ? {} : { ...fake.env, PATH: `${fake.place}:${env.PATH}` };
  const runner = new Runner({ env: { ...own, ...npm }, folder: home });
  const use = (inputs, more = {}) =>
    runner.action({ with: { host, version: '1.2.3', ...inputs }, env: { ...credentials, ...more } });
  return { runner, server, home, host, credentials, called: fake.called, use };
}
