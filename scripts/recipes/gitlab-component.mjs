// The component of integrations/gitlab as its README includes it, with a registry of this computer in the place of npm's.
import fs from 'node:fs';
import path from 'node:path';
import { example } from '../../tests/integrations/support/examples.mjs';
import { startRegistry } from '../../tests/integrations/support/registry.mjs';
import { at } from '../build/project.mjs';
import { withProject } from './gitlab-project.mjs';

export const runComponent = (tarball) =>
  withProject(async ({ home, host, write, jobRuns, jobFails }) => {
    const manifest = JSON.parse(fs.readFileSync(at('pkg', 'package.json'), 'utf8'));
    const registry = await startRegistry(tarball, manifest);
    try {
      fs.writeFileSync(path.join(home, '.npmrc'), `registry=${registry.address}\n`);
      write('.npmrc', 'registry=http://127.0.0.1:1\n'); // must not be asked
      write('templates/passwork.yml', fs.readFileSync(at('integrations', 'gitlab', 'templates', 'passwork.yml')));
      const pipeline = example('gitlab').replace('https://passwork.example.com', host);
      const missing = pipeline.replace('orders/password', 'orders/missing');
      write('.gitlab-ci.yml', missing);
      await jobFails('deploy', /one variable cannot be set/);
      write('.gitlab-ci.yml', pipeline.replace(manifest.version, `^${manifest.version}`));
      await jobFails('deploy', /does not match required regex/);
      if (registry.asked.length !== 2) throw new Error('a range was installed');
      write('.gitlab-ci.yml', pipeline);
      await jobRuns('deploy');
      return `run by gitlab-ci-local, ${manifest.version} from a registry: the command has the secret, the log does not`;
    } finally {
      await registry.close();
    }
  });
