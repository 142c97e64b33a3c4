// What the figures were measured on.
import os from 'node:os';

export function machine() {
  const [cpu] = os.cpus();
  return {
    date: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    cpu: cpu.model.trim(),
    cores: os.cpus().length,
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    load: os.loadavg().map((n) => Number(n.toFixed(1))),
  };
}

/** The same as lines. */
export const described = (figures) =>
  Object.entries(figures)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
