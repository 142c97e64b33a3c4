// The caller's services: the constructor's second argument, or what is wrong with it (D39). What is missing is built in (D38).
import { PassworkError } from './error.mjs';
import { member } from './members.mjs';

const FILE_FUNCTIONS = ['readFile', 'getFileBasename', 'saveToFile'];

function refuse(what) {
  throw new PassworkError({ kind: 'usage', message: `services${what}` });
}

function serviceOf(services, name) {
  if (!services) return undefined;
  if (Object(services) !== services) refuse(' must be an object');
  return member(services, name);
}

/** The class of the caller's agent. */
export function agentOf(services) {
  const agent = serviceOf(services, 'agent');
  try {
    if (agent) Reflect.construct(Object, [], agent); // makes nothing of it: it only must be something that `new` takes
  } catch {
    refuse('.agent must be a class');
  }
  return agent;
}

/** The caller's file manager. One that lacks a function fails when that is needed. */
export function fileManagerOf(services) {
  const files = serviceOf(services, 'fileManager');
  if (files && !FILE_FUNCTIONS.some((name) => typeof files[name] === 'function')) {
    refuse(`.fileManager must have the functions ${FILE_FUNCTIONS.join(', ')}`);
  }
  return files;
}

/** Saves a file by the caller's file manager. */
export function saveBy(files, path, bytes) {
  if (typeof files.saveToFile !== 'function') refuse('.fileManager has no function saveToFile');
  files.saveToFile(path, bytes);
}
