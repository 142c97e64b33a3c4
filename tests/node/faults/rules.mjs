// What each fault of the emulated server leads to, whatever the method (spec §4.3, §4.4, §3.5; DEVIATIONS D7).

const HTTP = ['httpRequest', 'httpStatus', 'httpMessage'];
const refused = (httpStatus, httpMessage, code) => ({
  fails: { kind: 'api', httpStatus, httpMessage, code, fields: code ? [...HTTP, 'status', 'code', 'data'] : HTTP },
});
const unusable = (kind) => ({
  fails: { kind, httpStatus: 'serverError', httpMessage: 'serverError', code: undefined, fields: HTTP },
});

/** Fault → `{fails}`: the error; or `{succeeds: true}`: the same result as without the fault. */
export const rules = {
  json500: refused(500, 'Internal Server Error', 'internalError'),
  429: refused(429, 'Too Many Requests', 'tooManyRequests'),
  html502: refused(502, 'Bad Gateway'),
  html200: unusable('notApi'),
  empty: unusable('notApi'),
  nobody: unusable('notApi'),
  truncated: unusable('network'),
  reset: unusable('network'),
  slow: { succeeds: true, ms: 15 },
  expire: { succeeds: true },
};

/** Where a rule does not hold: `[method, request, fault]`. There the call succeeds in spite of the fault. */
export const exceptions = [
  // A server without master key options: the master password itself is the key (spec §3.3).
  {
    method: 'loadMasterKey',
    on: 'GET /user/get-master-key-options',
    fault: { kind: 'status', status: 404, code: 'no' },
  },
  { method: 'login', on: 'GET /user/get-master-key-options', fault: { kind: 'status', status: 404, code: 'no' } },
  {
    method: 'loadMasterKey',
    on: 'GET /user/get-master-key-options',
    fault: { kind: 'text', status: 404, type: 'text/html', body: '<html>' },
  },
  {
    method: 'setAuthOptions',
    on: 'GET /user/get-master-key-options',
    fault: { kind: 'status', status: 404, code: 'no' },
  },
];
