// A part of an answer: `items[0].name`.
import { CliError, EXIT, usage } from '../shared/index.mjs';

const STEP = /(?:^|(?<!^)\.)([^.[\]]+)|\[(\d{1,9})\]/y;

/** The names and numbers of a selection. */
export function stepsOf(selection) {
  const steps = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < selection.length) {
    const found = STEP.exec(selection);
    if (!found) throw usage('--select takes names and numbers of elements, as in items[0].name');
    steps.push(found[1] ?? Number(found[2]));
  }
  if (!steps.length) throw usage('--select names nothing: items[0].name');
  return steps;
}

/** What a selection names in an answer. */
export function selected(answer, steps) {
  let value = answer;
  let way = '';
  for (const step of steps) {
    const isIndex = typeof step === 'number';
    const has = isIndex ? Array.isArray(value) && step < value.length : isRecord(value) && Object.hasOwn(value, step);
    if (!has) throw new CliError(EXIT.notFound, missing(value, step, way));
    value = value[step];
    way += isIndex ? `[${step}]` : `${way && '.'}${step}`;
  }
  return value;
}

/** A member of an answer as passwork-cli takes it: of a list, that member of each element which has it. */
export function fieldOf(answer, name) {
  if (!Array.isArray(answer)) return selected(answer, [name]);
  return answer.filter((one) => isRecord(one) && Object.hasOwn(one, name)).map((one) => one[name]);
}

const isRecord = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

function missing(value, step, way) {
  const where = way === '' ? 'the answer' : `'${way}' of the answer`;
  if (Array.isArray(value)) {
    const count = value.length === 1 ? 'one element' : `${value.length} elements`;
    const has = `${where} is a list of ${count}`;
    return typeof step === 'number' ? `${has}, so there is no [${step}]` : `${has}: say which, as [0].${step}`;
  }
  if (!isRecord(value)) return `${where} is no ${typeof step === 'number' ? 'list' : 'object'}`;
  if (typeof step === 'number') return `${where} is no list`;
  const names = Object.keys(value);
  const there = names.length
    ? `There is ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`
    : 'It is empty';
  return `${where} has no '${step}'. ${there}`;
}
