// Spans and the duration of requests for OpenTelemetry, from the tracing channels of passwork-wasm. Copy it into your program:
// nothing in it belongs to these examples.

import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** Begins to watch all clients of the process; gives a function that ends it. */
export function watchPasswork({ tracer, meter }) {
  const duration = meter.createHistogram('http.client.request.duration', { unit: 's' });
  const parents = new AsyncLocalStorage(); // what is under way: the span of the call, below it that of the request
  const spans = new WeakMap();
  const parent = () => parents.getStore() ?? context.active();

  // What a function gives here is in force for all that the call or request does, however many run side by side.
  const begin = (makeSpan) => (event) => {
    const span = makeSpan(event);
    spans.set(event, span);
    return trace.setSpan(parent(), span);
  };
  const beginCall = begin(({ call, startedAt }) =>
    tracer.startSpan(`passwork.${call}`, { kind: SpanKind.INTERNAL, startTime: startedAt }, parent()),
  );
  const beginRequest = begin((event) => {
    const { method, template, startedAt } = event;
    const attributes = { ...dimensions(event), 'url.full': event.url };
    if (event.attempt > 1) attributes['http.request.resend_count'] = event.attempt - 1;
    return tracer.startSpan(
      `${method} ${template}`,
      { kind: SpanKind.CLIENT, startTime: startedAt, attributes },
      parent(),
    );
  });

  const end = (event) => {
    const span = spans.get(event);
    if (!span) return; // begun before anybody watched
    if (event.kind) {
      span.setAttribute('error.type', String(event.status ?? event.kind));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    if (event.status) span.setAttribute('http.response.status_code', event.status);
    span.end();
  };
  const endRequest = (event) => {
    end(event);
    duration.record(event.durationMs / 1000, dimensions(event));
  };

  const of = (name, event) => channel(`tracing:passwork-wasm:${name}:${event}`);
  of('call', 'start').bindStore(parents, beginCall);
  of('request', 'start').bindStore(parents, beginRequest);
  of('call', 'asyncEnd').subscribe(end);
  of('request', 'asyncEnd').subscribe(endRequest);
  return () => {
    of('call', 'start').unbindStore(parents);
    of('request', 'start').unbindStore(parents);
    of('call', 'asyncEnd').unsubscribe(end);
    of('request', 'asyncEnd').unsubscribe(endRequest);
  };
}

/** Attributes of few values, by the semantic conventions for HTTP clients. */
function dimensions({ method, url, template, status, kind }) {
  return {
    'http.request.method': method,
    ...serverOf(url),
    'url.template': template,
    ...(status && { 'http.response.status_code': status }),
    ...(kind && { 'error.type': String(status ?? kind) }),
  };
}

/** Host and port. A host without a scheme is plain http; one that cannot be read fails its call, and must not end the program here. */
function serverOf(url) {
  const address = /^https?:\/\//i.test(url) ? url : `http://${url}`;
  if (!URL.canParse(address)) return {};
  const { hostname, port, protocol } = new URL(address);
  return {
    'server.address': hostname.replace(/^\[|\]$/g, ''),
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  };
}
