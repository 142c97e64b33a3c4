/** What the server answers instead of data: a status and one error with its code. */
export class Refusal extends Error {
  constructor(status, code, message, field) {
    super(message);
    this.status = status;
    this.json = { errors: [{ code, message, ...(field && { field }) }] };
  }
}

/** The code of the server's for a status that was given without one. */
export const codeOf = (status) =>
  ({ 401: 'accessTokenExpired', 403: 'accessDenied', 404: 'notFound', 429: 'tooManyRequests' })[status] ??
  'internalError';

export const notFound = (what) => new Refusal(404, 'notFound', `${what} not found`);
export const forbidden = () => new Refusal(403, 'accessDenied', 'Access denied');
export const invalid = (message, field) => new Refusal(400, 'invalidValue', message, field);
export const required = (field, message = 'This value should not be blank') =>
  new Refusal(400, 'required', message, field);

/** The member of a map, or 404. */
export function find(map, id, what) {
  if (!map.has(id)) throw notFound(what);
  return map.get(id);
}

/** The list in a member of a body. */
export function listIn(body, name) {
  if (!Array.isArray(body[name])) throw invalid('This value should be a list', name);
  return body[name];
}

/** Refuses a body in which one of the names is no text. */
export function need(body, ...names) {
  for (const name of names) if (typeof body[name] !== 'string') throw required(name);
}
