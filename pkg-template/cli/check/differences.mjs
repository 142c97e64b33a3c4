// All that a program may notice: `{rule, at, sure}`. Rules for Passwork 7 begin with `7:`.
import { errorsIn } from './errors.mjs';
import { fieldsOf } from './fields.mjs';
import { isNoneOn7 } from './methods.mjs';
import { opened, placesBy, textsOf, writtenAt } from './shapes.mjs';

/** Hosts on this computer, and paths of a page. */
const LOCAL = /^(?:localhost|127\.|\[::1\]|[/.])/i;

export function differencesOf(program) {
  const { tokens, calls, clients, uses } = program;
  const { value, pair } = tokens;
  const all = new Map();
  const found = (rule, i, sure) => {
    const key = `${rule} ${i}`;
    all.set(key, { rule, at: tokens.at[i], sure: sure || all.get(key)?.sure === true });
  };
  const algorithms = placesBy(tokens, (i) => (value[i] === 'md5' ? 'md5' : undefined));
  const seen = new Set(); // what clients are made with, where it has a name
  for (const one of clients) clientIn(one);
  for (const { at, what } of uses) if (what === 'inside') found('inside', at, true);
  const fieldsIn = fieldsOf(program, found);
  for (const call of calls) {
    callIn(call);
    fieldsIn(call);
  }
  errorsIn(program, found);
  const isSure = calls.some(({ sure }) => sure);
  for (let i = 0; i < value.length; i++) {
    if (value[i] === 'saveTo' && value[i - 1] === '.' && value[i + 1] === '(') found('save-to', i, isSure);
  }
  return [...all.values()].sort((a, b) => a.at - b.at);

  function clientIn({ sure, args: [options, services], scope }) {
    if (!options) return;
    const written = `${writtenAt(program, scope, options[0])} ${sure}`;
    if (!seen.has(written)) optionsIn(scope, options, sure);
    seen.add(written);
    if (!services || /^(?:null|undefined)$/.test(value[services[0]])) return;
    found('services', services[0], sure);
    found('7:agent', services[0], false);
  }

  function optionsIn(scope, options, sure) {
    const open = opened(program, scope, options[0], '{');
    if (open < 0) hostIn(scope, options, sure);
    else for (const { key, from, to } of program.membersOf(open)) if (key === 'host') hostIn(scope, [from, to], sure);
  }

  function hostIn(scope, place, sure) {
    for (const { at, text, isPart } of textsOf(program, scope, place)) {
      if (text.length > 999) continue; // no host, and slow to take apart
      const [, scheme, host] = /^\s*(?:(https?):\/\/)?(.*?)[\s/]*$/is.exec(text);
      if (!/^https$/i.test(scheme) && host && !LOCAL.test(host)) found('host-http', at, sure);
      if (host && !isPart && !/\/api\/v4$/.test(host)) found('host-path', at, sure);
    }
  }

  function callIn({ name, at, sure, args, open }) {
    if (isNoneOn7(name)) found('7:none', at, sure);
    if (!args) return;
    if (name === 'addPasswordWebAttachment') found('web-attachment', at, sure);
    if (name === 'setOptions' && !algorithms('md5', at, pair[open]).next().done) found('hash-md5', at, sure);
  }
}
