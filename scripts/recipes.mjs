#!/usr/bin/env node
// The recipes of docs/ci.md and what stands in integrations/, in the programs of others: what is for GitHub is looked at by zizmor, what
// is for GitLab is run by gitlab-ci-local. Beside npm test: what both need is fetched into target/recipes.
import { build } from './build/index.mjs';
import { commandLine } from './lib/arguments.mjs';
import { main, say } from './lib/script.mjs';
import { Unavailable } from './lib/unavailable.mjs';
import { checkGithub } from './recipes/github.mjs';
import { runGitlab } from './recipes/gitlab.mjs';
import { runComponent } from './recipes/gitlab-component.mjs';

const USAGE = `Usage: npm run recipes

  Checks the workflows and the action for GitHub by zizmor, and runs the recipe and the component for GitLab by gitlab-ci-local
  (Linux, with rsync).`;

await main(async () => {
  commandLine(USAGE);
  const { tarball } = await build();
  for (const [name, check] of [
    ['GitHub Actions', checkGithub],
    ['GitLab CI', () => runGitlab(tarball)],
    ['GitLab component', () => runComponent(tarball)],
  ]) {
    try {
      say(`${name}: ${await check()}`);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      say(`${name}: NOT RUN: ${error.message}`);
    }
  }
});
