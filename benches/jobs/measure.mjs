// Clocks: wall, CPU of the whole process (its threads too), peak memory.
import fs from 'node:fs';

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
};

/** Wall and CPU of one run, in ms. */
export async function once(run) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = await run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wall, cpu: (user + system) / 1000, value };
}

/** Wall and CPU per run of a synchronous function, in ms: the best third of several batches counts as undisturbed. */
export function perRun(run, { batch, batches = 9 }) {
  for (let i = 0; i < batch * 2; i += 1) run();
  const seen = [];
  for (let b = 0; b < batches; b += 1) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    for (let i = 0; i < batch; i += 1) run();
    const wall = (performance.now() - start) / batch;
    const { user, system } = process.cpuUsage(cpu);
    seen.push({ wall, cpu: (user + system) / 1000 / batch });
  }
  return { wall: median(seen.map((s) => s.wall)), cpu: median(seen.map((s) => s.cpu)) };
}

const megabytes = (bytes) => bytes / 1024 / 1024;

/** Starts the peak anew where the system allows it (Linux), so that the start of the process does not count. */
export function peakMemory() {
  let canReset = true;
  try {
    fs.writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    canReset = false;
  }
  const idle = megabytes(process.memoryUsage().rss);
  const peak = () => {
    if (!canReset) return process.resourceUsage().maxRSS / 1024;
    return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  };
  return () => ({ idle, peak: peak(), over: peak() - idle });
}

/** Turns of the event loop with forced collections, so that finalizers run. */
export async function settle(turns = 8) {
  for (let i = 0; i < turns; i += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, turns === 1 ? 0 : 10));
  }
}
