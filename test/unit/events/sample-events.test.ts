import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type {
  APIGatewayRequestAuthorizerEventV2,
  DynamoDBStreamEvent,
  SNSEvent,
  SQSEvent,
} from 'aws-lambda';
import type { ProviderName } from '#domain/payments/payment';
import { parseNotification } from '#providers/notification-parsers';
import { parseStripeNotification } from '#providers/stripe/notification';
import type { HandedOver } from '#runtime/hand-over';
import type { HttpEvent } from '#runtime/http';
import type { ScheduleEvent } from '#runtime/schedule';
import { eventOf } from '#stores/outbox';
import type { DomainEvent } from '#vocabulary/events';
import { type FunctionName, functions } from '../../../lib/functions.ts';
import { invokedJobs, queuedJobs } from '../../../lib/jobs.ts';
import { routes } from '../../../lib/routes.ts';
import { schedules } from '../../../lib/schedules.ts';

const read = <Event>(name: string): Event =>
  JSON.parse(readFileSync(`events/${name.replace('/', '.')}.json`, 'utf8'));

const samples = globSync('events/*.json').map((file) => basename(file, '.json'));
const notificationSamples = samples.filter((name) =>
  /^(stripe|paypal|cinetpay|external)\./.test(name),
);
const stripeSamples = notificationSamples.filter((name) => name.startsWith('stripe.'));
const names = Object.keys(functions) as FunctionName[];

test('every function has a sample event, and every sample a function or a provider’s type', () => {
  const ofFunctions = samples.filter((name) => !notificationSamples.includes(name));
  expect(ofFunctions.sort()).toEqual(names.map((name) => name.replace('/', '.')).sort());
});

test.each(routes.filter(isFirstOfItsFunction))(
  'the sample of $function is a request of its route',
  (route) => {
    const event = read<HttpEvent>(route.function);
    expect(event.version).toBe('2.0');
    expect(event.routeKey).toBe(`${route.method} ${route.path}`);
    expect(event.requestContext.routeKey).toBe(event.routeKey);
    expect(event.rawPath).toMatch(patternOf(route.path));
    expect(event.requestContext.http).toMatchObject({ method: route.method, path: event.rawPath });
    expect(event.requestContext.requestId).not.toBe('');
    const kinds = Object.keys(event.requestContext.authorizer ?? {});
    expect(kinds).toEqual(route.access === 'open' ? [] : ['lambda']);
  },
);

test.each([...queuedJobs])('the sample of %s is one message that it can read', (name, job) => {
  const { Records } = read<SQSEvent>(job.function);
  expect(Records).toHaveLength(1);
  expect(Records[0]!.eventSource).toBe('aws:sqs');
  expect(Records[0]!.eventSourceARN).toContain(name);
  const message = JSON.parse(Records[0]!.body);
  expect(message.requestId).not.toBe('');
  if (job.subscribesTo.length > 0) expect(job.subscribesTo).toContain(message.type);
  else if (name === 'aggregate-usage') expect(message.events).toMatch(/^H4sI/);
  else expect(parseNotification(message)?.paymentId).toMatch(/^pay_/);
});

/** A topic tells them, not the relay: SES's, and that of CloudWatch's alarms. */
const byTopic = 'note-mail-event';
const byAlarms = 'note-alarm';
const handedOver = [...invokedJobs].filter(([name]) => name !== byTopic && name !== byAlarms);

test('the sample of a job that alarms start is one alarm of CloudWatch', () => {
  const { Records } = read<SNSEvent>(invokedJobs.get(byAlarms)!.function);
  expect(Records).toHaveLength(1);
  expect(JSON.parse(Records[0]!.Sns.Message)).toMatchObject({ NewStateValue: 'ALARM' });
});

test('the sample of a job that a topic starts is one event of SES', () => {
  const { Records } = read<SNSEvent>(invokedJobs.get(byTopic)!.function);
  expect(Records).toHaveLength(1);
  expect(JSON.parse(Records[0]!.Sns.Message)).toMatchObject({ eventType: 'Bounce' });
});

test.each(handedOver)('the sample of %s is what the relay hands over', (name, job) => {
  const { job: named, message } = read<HandedOver<DomainEvent>>(job.function);
  expect(named).toBe(name);
  expect(message.requestId).not.toBe('');
  if (job.subscribesTo.length === 0) expect(message).toHaveProperty('deliveries');
  else expect(job.subscribesTo).toContain(message.type);
  if (job.onlyAbout) expect(message.data).toHaveProperty(job.onlyAbout);
});

test.each(Object.entries(schedules))(
  'the sample of %s has a time at which it is due',
  (name, schedule) => {
    const event = read<ScheduleEvent>(schedule.function);
    expect(event.schedule).toBe(name);
    expect(new Date(event.dueAt).toISOString()).toContain(event.dueAt.slice(0, 19));
  },
);

test('the sample of the relay is a new outbox record', () => {
  const { Records } = read<DynamoDBStreamEvent>('outbox/relay-events');
  expect(Records[0]).toMatchObject({ eventName: 'INSERT', eventSource: 'aws:dynamodb' });
  const row = unmarshall(Records[0]!.dynamodb!.NewImage as Record<string, AttributeValue>);
  const { id, type } = eventOf(row);
  expect(row.pk).toBe(`OUTBOX#${id}`);
  expect(type).toBe('payment.completed');
});

test('the sample of the authorizer is a request with a key', () => {
  const event = read<APIGatewayRequestAuthorizerEventV2>('access/identify-caller');
  expect(event).toMatchObject({ version: '2.0', type: 'REQUEST', routeKey: 'POST /v1/payments' });
  expect(event.headers!['x-api-key']).toMatch(/^pgk_/);
});

test.each(stripeSamples)('%s is a notification of that type', (name) => {
  const event = read<{ object: string; api_version: string }>(name);
  expect(event).toMatchObject({ object: 'event', api_version: '2026-10-28.endive' });
  const parsed = parseStripeNotification(JSON.stringify(event));
  expect(parsed.eventType).toBe(name.slice('stripe.'.length));
  expect(parsed).toMatchObject({ mode: 'test', eventId: expect.stringMatching(/^evt_/) });
  expect(parsed.paymentId).toMatch(/^pay_/);
});

test.each(notificationSamples.filter((name) => !stripeSamples.includes(name)))(
  '%s is a notification of that type, about one of our payments',
  (name) => {
    const [provider] = name.split('.') as [ProviderName];
    const parsed = parseNotification({
      provider,
      rawBody: JSON.stringify(read(name)),
      encoding: 'utf8',
      headers: { 'webhook-id': 'msg_1' },
      receivedAt: '2026-11-21T10:00:00.000Z',
      requestId: 'request-1',
    });
    expect(name.endsWith(parsed!.eventType)).toBe(true);
    expect(parsed!.paymentId).toMatch(/^pay_/);
  },
);

test('every type that changes a payment has a sample, and one other type has too', () => {
  const relevant = stripeSamples.filter(
    (name) => parseStripeNotification(JSON.stringify(read(name))).concerns === 'payment',
  );
  expect(relevant).toHaveLength(8);
  expect(stripeSamples.length).toBeGreaterThan(relevant.length);
});

test('no sample contains a real person or this machine', () => {
  for (const name of samples) {
    const text = readFileSync(`events/${name}.json`, 'utf8');
    for (const [address] of text.matchAll(/[\w.+-]+@[\w.-]+/g))
      expect(address).toMatch(/@(example\.com|shop\.example)$/);
    expect(text).not.toMatch(/127\.0\.0\.1|localhost/);
  }
});

function isFirstOfItsFunction(route: (typeof routes)[number], index: number): boolean {
  return routes.findIndex((other) => other.function === route.function) === index;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
