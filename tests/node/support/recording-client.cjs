// The package with every request and its answer written down.

/** A class as `Passwork`, whose clients tell `onExchange` of each request as it goes out; the answer is filled in later. */
module.exports = function recordingClient(Passwork, onExchange) {
  async function recording(url, init = {}) {
    const { pathname, search } = new URL(url);
    const body = init.body === undefined || init.body === null ? undefined : Buffer.from(init.body).toString();
    const exchange = { method: init.method ?? 'GET', path: pathname + search, body };
    exchange.headers = Object.fromEntries(new Headers(init.headers));
    onExchange(exchange);
    const response = await fetch(url, init);
    exchange.status = response.status;
    exchange.text = await response.clone().text();
    return response;
  }

  function Recorded(options, services) {
    const given = typeof options === 'string' ? { host: options } : options;
    const isOwn = given && !('fetch' in given);
    return Reflect.construct(Passwork, [isOwn ? { ...given, fetch: recording } : given, services], new.target);
  }

  Recorded.prototype = Passwork.prototype;
  return Object.setPrototypeOf(Recorded, Passwork);
};
