// The package for a run of a kit (`--module`), with every request and its answer written down: see replay.mjs. Scenarios are told
// apart by the lines that the kit prints after each.
const fs = require('node:fs');
const { pathToFileURL } = require('node:url');
const v8 = require('node:v8');
const recordingClient = require('./recording-client.cjs');

const { RECORDED_MODULE, RECORDED_TO, RECORDED_WORLDS, KIT_WORLDS, KIT_WORLD_NAMES } = process.env;
const Passwork = require(RECORDED_MODULE);

let exchanges = [];

// The worlds as they are in this process: their salts and keys are made anew in each.
import(pathToFileURL(KIT_WORLDS).href).then(({ buildWorld }) => {
  process.on('exit', () => {
    const worlds = KIT_WORLD_NAMES.split(',').map((name) => [name, data(buildWorld(name))]);
    fs.writeFileSync(RECORDED_WORLDS, v8.serialize(new Map(worlds)));
  });
});

/** What of an object can be written. */
function data(value) {
  if (typeof value === 'function') return undefined;
  const isLeaf = value === null || typeof value !== 'object' || ArrayBuffer.isView(value);
  if (isLeaf || value instanceof Map || value instanceof Set) return value;
  if (Array.isArray(value)) return value.map(data);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, data(one)]));
}

const log = console.log;
console.log = (...args) => {
  const name = /^(?:ok {3}|FAIL )([^ :]+)/.exec(String(args[0]))?.[1];
  if (name) {
    fs.appendFileSync(RECORDED_TO, `${JSON.stringify({ name, exchanges })}\n`);
    exchanges = [];
  }
  log(...args);
};

module.exports = recordingClient(Passwork, (exchange) => exchanges.push(exchange));
