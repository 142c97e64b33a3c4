// Routes: a method and a pattern of a path, with ':name' for a segment.

/**
 * `table`: [method, pattern, handler] each; the first that fits is taken. Gives a function of method and path that answers with
 * {handler, params}, or `undefined`. Segments are percent-decoded; one that cannot be fits nothing.
 */
export function router(table) {
  const routes = table.map(([method, pattern, handler]) => ({ method, segments: pattern.split('/'), handler }));
  return (method, path) => {
    const given = path.split('/');
    for (const { method: own, segments, handler } of routes) {
      if (own !== method || segments.length !== given.length) continue;
      const params = match(segments, given);
      if (params) return { handler, params };
    }
    return undefined;
  };
}

function match(segments, given) {
  const params = {};
  for (const [n, segment] of segments.entries()) {
    if (!segment.startsWith(':')) {
      if (segment !== given[n]) return undefined;
      continue;
    }
    try {
      params[segment.slice(1)] = decodeURIComponent(given[n]);
    } catch {
      return undefined;
    }
    if (given[n] === '') return undefined;
  }
  return params;
}
