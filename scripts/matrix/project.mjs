// Users' projects: the tarball is installed once, each project gets a copy of what npm made of it.
import fs from 'node:fs';
import path from 'node:path';
import { installPackage } from '../build/install.mjs';
import { at } from '../build/project.mjs';
import { workshop } from './tools.mjs';

const fixtures = at('tests', 'matrix');

export async function startProjects(tarball) {
  const place = path.join(workshop, 'projects');
  fs.rmSync(place, { recursive: true, force: true });
  const installed = await installPackage(tarball);
  return {
    /** The installed package, for sites that serve it as it is. */
    folder: installed.folder,
    /** A project with the files of a fixture and the suite in each of `suites`, below the tools of the matrix. */
    make(name, fixture, suites = ['.']) {
      const project = path.join(place, name);
      fs.cpSync(installed.project, project, { recursive: true });
      fs.rmSync(path.join(project, 'package-lock.json'), { force: true });
      fs.cpSync(path.join(fixtures, fixture), project, { recursive: true });
      for (const folder of suites)
        fs.copyFileSync(path.join(fixtures, 'suite.js'), path.join(project, folder, 'suite.js'));
      return project;
    },
    remove: installed.remove,
  };
}
