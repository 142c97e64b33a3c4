// Plots of cost against size.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../scripts/lib/arguments.mjs';

const images = fileURLToPath(new URL('../docs/images/', import.meta.url));
const USAGE = `Usage: node benches/plot.mjs FILE

  FILE   the figures of npm run bench -- --json FILE; the plots are docs/images/cost-*.svg`;

const { positionals } = commandLine(USAGE, { operands: [1, 1] });
const { machine, raw } = JSON.parse(fs.readFileSync(positionals[0], 'utf8'));

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 400, 64, 48, 56, 110];
const COLOURS = { ours: '#1f6feb', floor: '#8c959f', 'ours, plain mode': '#2da44e' };

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Powers of ten that enclose the values. */
function decades(values) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
}

const short = (n) => (n >= 1 ? n.toLocaleString('en') : String(n));

/** A plot on two logarithmic axes, on which what is linear has the slope of the dashed line. */
function plot({ file, title, x, sizeName, lines }) {
  const points = Object.values(lines).flat();
  const [xs, ys] = [points.map((p) => p.size), points.map((p) => p.ms)];
  const [xMin, xMax] = [Math.min(...xs), Math.max(...xs)];
  const ticks = decades(ys);
  const along = (value, low, high, from, to) => from + (Math.log(value / low) / Math.log(high / low)) * (to - from);
  const px = (size) => along(size, xMin, xMax, LEFT, WIDTH - RIGHT).toFixed(1);
  const py = (ms) => along(ms, ticks[0], ticks.at(-1), HEIGHT - BOTTOM, TOP).toFixed(1);
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="22" font-size="15" fill="#1f2328">${escaped(title)}</text>`,
    `<text x="${LEFT}" y="40" fill="#59636e">${escaped(`ms, medians; Node ${machine.node}, ${machine.cpu}, ${machine.date.slice(0, 10)}`)}</text>`,
  ];
  for (const ms of ticks) {
    out.push(`<line x1="${LEFT}" y1="${py(ms)}" x2="${WIDTH - RIGHT}" y2="${py(ms)}" stroke="#d1d9e0"/>`);
    out.push(`<text x="${LEFT - 8}" y="${Number(py(ms)) + 4}" text-anchor="end" fill="#59636e">${short(ms)}</text>`);
  }
  for (const size of [...new Set(xs)]) {
    out.push(
      `<text x="${px(size)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#59636e">${sizeName(size)}</text>`,
    );
  }
  out.push(
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle" fill="#59636e">${escaped(x)}</text>`,
  );
  // What linear means: through the last point of ours.
  const last = lines.ours.at(-1);
  const start = Math.max(xMin, (last.size * ticks[0]) / last.ms);
  const startY = py((last.ms * start) / last.size);
  out.push(
    `<line x1="${px(start)}" y1="${startY}" x2="${px(last.size)}" y2="${py(last.ms)}" stroke="#1f2328" stroke-dasharray="3 4" opacity="0.5"/>`,
  );
  const ends = [];
  for (const [name, list] of Object.entries(lines)) {
    const colour = COLOURS[name];
    out.push(
      `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${list.map((p) => `${px(p.size)},${py(p.ms)}`).join(' ')}"/>`,
    );
    for (const p of list) out.push(`<circle cx="${px(p.size)}" cy="${py(p.ms)}" r="3" fill="${colour}"/>`);
    let y = Number(py(list.at(-1).ms)) + 4;
    while (ends.some((taken) => Math.abs(taken - y) < 14)) y += 14;
    ends.push(y);
    out.push(`<text x="${Number(px(list.at(-1).size)) + 10}" y="${y}" fill="${colour}">${escaped(name)}</text>`);
  }
  out.push(`<text x="${WIDTH - RIGHT + 10}" y="${HEIGHT - BOTTOM}" fill="#59636e">dashed: linear</text>`, '</svg>', '');
  fs.mkdirSync(images, { recursive: true });
  fs.writeFileSync(path.join(images, file), out.join('\n'));
  console.log(path.join('docs', 'images', file));
}

const line = (list, name) => list.filter((p) => p[name]).map((p) => ({ size: p.size, ms: p[name] }));
const bytes = (n) => (n >= 1_048_576 ? `${n / 1_048_576} MiB` : `${n / 1024} KiB`);
const { lists, download, plain, upload } = raw.growth;

plot({
  file: 'cost-lists.svg',
  title: 'getPasswords(): request, parsing, sorting',
  x: 'entries of the list',
  sizeName: (n) => n.toLocaleString('en'),
  lines: { ours: line(lists, 'ours'), floor: line(lists, 'floor') },
});
plot({
  file: 'cost-download.svg',
  title: 'getAttachment() and getData()',
  x: 'size of the file',
  sizeName: bytes,
  lines: { ours: line(download, 'ours'), floor: line(download, 'floor'), 'ours, plain mode': line(plain, 'ours') },
});
plot({
  file: 'cost-upload.svg',
  title: 'addPasswordAttachment()',
  x: 'size of the file',
  sizeName: bytes,
  lines: { ours: line(upload, 'ours'), floor: line(upload, 'floor') },
});
