// Traces and metrics by OpenTelemetry: a span for each call, below it one for each request, and how long requests take.

import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import Passwork from 'passwork-wasm';
import { settings } from './support/settings.mjs';
import { watchPasswork } from './support/tracing.mjs';

const { HOST, API_KEY, USER_MASTER_PASS, EXAMPLE_PASSWORD } = await settings('EXAMPLE_PASSWORD');

// Yours export to a collector; these keep in memory what they are given, so that it can be printed.
const spans = new InMemorySpanExporter();
const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 });
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }).getTracer('example');
const meter = new MeterProvider({ readers: [reader] }).getMeter('example');
const stop = watchPasswork({ tracer, meter });

const passwork = new Passwork(HOST);
await passwork.login(API_KEY, USER_MASTER_PASS);
const job = tracer.startSpan('my job');
await context.with(trace.setSpan(context.active(), job), () =>
  Promise.all([passwork.getPassword(EXAMPLE_PASSWORD), passwork.getVaults()]),
);
job.end();
await passwork.logout();
await reader.forceFlush();
stop();

const all = spans.getFinishedSpans();
const print = (span, indent) => {
  const { 'http.response.status_code': status = '' } = span.attributes;
  console.log(`${indent}${span.name} ${status}`.trimEnd());
  const id = span.spanContext().spanId;
  for (const child of all) if (child.parentSpanContext?.spanId === id) print(child, `${indent}  `);
};
for (const span of all) if (!span.parentSpanContext) print(span, '');

const [{ scopeMetrics }] = metrics.getMetrics().slice(-1);
const [{ descriptor, dataPoints }] = scopeMetrics[0].metrics;
console.log(`${descriptor.name}: ${dataPoints.reduce((sum, { value }) => sum + value.count, 0)} requests measured`);
await reader.shutdown();
