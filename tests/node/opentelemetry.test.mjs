// examples/support/tracing.mjs with the real SDK: whose child each span is, and what stands in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { watchPasswork } from '../../examples/support/tracing.mjs';
import { Passwork, session } from './support/client.mjs';
import { serve } from './support/http.mjs';

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

/** Watches until the test ends. */
function observed(t) {
  const exporter = new InMemorySpanExporter();
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer('test');
  const meter = new MeterProvider({ readers: [reader] }).getMeter('test');
  t.after(watchPasswork({ tracer, meter }));
  t.after(() => reader.shutdown());
  const points = async () => {
    await reader.forceFlush();
    const [{ descriptor, dataPoints }] = metrics.getMetrics().at(-1).scopeMetrics[0].metrics;
    assert.deepEqual([descriptor.name, descriptor.unit], ['http.client.request.duration', 's']);
    return dataPoints;
  };
  return { tracer, points, spans: () => exporter.getFinishedSpans() };
}

/** The names from a span up to its root. */
const line = (spans, span) => {
  const above = spans.find((one) => one.spanContext().spanId === span.parentSpanContext?.spanId);
  return above ? `${span.name} < ${line(spans, above)}` : span.name;
};

test('each span is the child of its own call, however many run side by side', async (t) => {
  const { client } = await session(t, 'pbkdf');
  const { tracer, spans, points } = observed(t);
  const jobs = Array.from({ length: 5 }, (_, i) => {
    const job = tracer.startSpan(`job ${i}`);
    return context.with(trace.setSpan(context.active(), job), async () => {
      await client.getPassword(i % 2 ? 'pFull' : 'pUni');
      await client.getTags();
      job.end();
    });
  });
  await Promise.all(jobs);
  const all = spans();
  const lines = all.map((span) => line(all, span));
  for (let i = 0; i < 5; i += 1) {
    const of = lines.filter((text) => text.endsWith(`job ${i}`)).sort();
    assert.deepEqual(
      of,
      [
        `GET /vaults/tags < passwork.getTags < job ${i}`,
        `GET /passwords/{id} < passwork.getPassword < job ${i}`,
        `GET /vaults/{id} < passwork.getPassword < job ${i}`,
        `job ${i}`,
        `passwork.getPassword < job ${i}`,
        `passwork.getTags < job ${i}`,
      ].sort(),
    );
  }
  const measured = (await points()).reduce((sum, { value }) => sum + value.count, 0);
  assert.equal(measured, 15);
});

test('attributes are those of the conventions', async (t) => {
  let count = 0;
  const { host } = await serve(t, () => {
    count += 1;
    return count === 1 ? { status: 429, headers: { 'retry-after': '0' }, body: '{"status":"failed","code":"x"}' } : {};
  });
  const { spans, points } = observed(t);
  const client = new Passwork({ host: `${host}/api/v4`, token: 'the-token', retry: 1 });
  await client.getFolder('f1');
  const [first, second, call] = spans();
  const { hostname, port } = new URL(host);
  const same = {
    'http.request.method': 'GET',
    'server.address': hostname,
    'server.port': Number(port),
    'url.full': `${host}/api/v4/folders/f1`,
    'url.template': '/folders/{id}',
  };
  assert.deepEqual(first.attributes, { ...same, 'error.type': '429', 'http.response.status_code': 429 });
  assert.deepEqual(second.attributes, { ...same, 'http.request.resend_count': 1, 'http.response.status_code': 200 });
  assert.deepEqual([first.kind, first.status.code], [SpanKind.CLIENT, SpanStatusCode.ERROR]);
  assert.deepEqual([call.name, call.kind, call.attributes], ['passwork.getFolder', SpanKind.INTERNAL, {}]);
  assert.ok(first.duration[0] === 0 && first.duration[1] > 0);

  const dead = new Passwork('http://127.0.0.1:9/api/v4');
  await assert.rejects(dead.userInfo(), { kind: 'network' });
  const [failed, failedCall] = spans().slice(-2);
  assert.equal(failed.attributes['error.type'], 'network');
  assert.equal(failed.attributes['http.response.status_code'], undefined);
  assert.equal(failedCall.attributes['error.type'], 'network');
  const found = await points();
  assert.deepEqual(found.map(({ attributes }) => attributes['error.type']).sort(), ['429', 'network', undefined]);
  assert.ok(!JSON.stringify(found).includes('url.full'), 'of few values');

  const bare = new Passwork({ host: `${hostname}:${port}/api/v4` });
  await bare.getFolder('f1');
  assert.deepEqual(
    [spans().at(-2).attributes['server.address'], spans().at(-2).attributes['server.port']],
    [hostname, Number(port)],
  );
  for (const odd of ['https://pw host/api/v4', 'http://127.0.0.1:99999', 'http://[::1]:9/api/v4']) {
    await assert.rejects(new Passwork(odd).getTags(), { kind: /network|usage/ });
  }
  assert.equal(spans().at(-2).attributes['server.address'], '::1');
  assert.ok(!JSON.stringify(spans().map(({ attributes }) => attributes)).includes('the-token'));
});
