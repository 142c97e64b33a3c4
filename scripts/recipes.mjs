#!/usr/bin/env node
// The recipes of docs/ci.md in the programs of others: the workflow for GitHub is looked at by zizmor, the one for GitLab is run by
// gitlab-ci-local. Beside npm test: what both need is fetched into target/recipes.
import { build } from './build/index.mjs';
import { commandLine } from './lib/arguments.mjs';
import { main, say } from './lib/script.mjs';
import { checkGithub } from './recipes/github.mjs';
import { runGitlab } from './recipes/gitlab.mjs';
import { Unavailable } from './test/python.mjs';

const USAGE = `Usage: npm run recipes

  Checks the workflow for GitHub of docs/ci.md by zizmor, and runs the one for GitLab by gitlab-ci-local (Linux, with rsync).`;

await main(async () => {
  commandLine(USAGE);
  const { tarball } = await build();
  for (const [name, check] of [
    ['GitHub Actions', checkGithub],
    ['GitLab CI', () => runGitlab(tarball)],
  ]) {
    try {
      say(`${name}: ${await check()}`);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      say(`${name}: NOT RUN: ${error.message}`);
    }
  }
});
