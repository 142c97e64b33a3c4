// Variables that a command gives to a child, or prints.
export { collectVariables } from './collect.mjs';
export { appendTo, masksFor, runnerFile } from './github.mjs';
export { needsServer, plannedVariables } from './plan.mjs';
