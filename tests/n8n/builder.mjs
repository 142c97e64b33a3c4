// Workflows as `n8n import:workflow` takes them, and what is read of their executions.

export const place = (value) => ({ __rl: true, mode: 'place', value });
export const byId = (value) => ({ __rl: true, mode: 'id', value });
export const byName = (value) => ({ __rl: true, mode: 'name', value });
export const fromList = (value) => ({ __rl: true, mode: 'list', value });

export const GENERATIONS = ['v4', 'v7'];

/** A node of ours, with the credentials of that id. */
export const passwork = (name, credentials, resource, operation, parameters = {}, more = {}) => ({
  name,
  type: 'n8n-nodes-passwork-wasm.passwork',
  typeVersion: 1,
  parameters: { resource, operation, ...parameters },
  credentials: { passworkApi: { id: credentials, name: credentials } },
  ...more,
});

/** Nodes one after the other, behind a start by hand. `branches` are connections of other outputs: `[from, output, to]`. */
export function workflow(id, nodes, branches = []) {
  const trigger = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
  const aside = new Set(branches.map(([, , to]) => to));
  const chain = [trigger, ...nodes.filter(({ name }) => !aside.has(name))];
  const connections = {};
  const connect = (from, output, to) => {
    connections[from] ??= { main: [] };
    connections[from].main[output] = [{ node: to, type: 'main', index: 0 }];
  };
  for (const [at, { name }] of chain.slice(0, -1).entries()) connect(name, 0, chain[at + 1].name);
  for (const branch of branches) connect(...branch);
  for (const { main } of Object.values(connections)) for (let at = 0; at < main.length; at += 1) main[at] ??= [];
  const placed = [trigger, ...nodes].map((node, at) => ({ id: `${id}-${at}`, position: [at * 200, 0], ...node }));
  return { id, name: id, active: false, nodes: placed, connections, settings: {} };
}

/** What a node gave, in its only run. */
export function itemsOf(execution, name, output = 0) {
  const [run] = execution.data.resultData.runData[name] ?? [];
  if (!run) throw new Error(`the node ${name} has not run: ${execution.data.resultData.error?.message}`);
  if (run.error) throw new Error(`the node ${name}: ${run.error.message}`);
  return run.data.main[output] ?? [];
}

export const jsonOf = (execution, name, output) => itemsOf(execution, name, output).map(({ json }) => json);
