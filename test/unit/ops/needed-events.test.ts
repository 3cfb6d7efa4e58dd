import { readFileSync } from 'node:fs';
import { parseExternalNotification } from '#providers/external/notification';
import { parsePayPalNotification } from '#providers/paypal/notification';
import { parseStripeNotification } from '#providers/stripe/notification';
import { externalEvents } from '#vocabulary/external-events';
import { payPalEvents } from '#vocabulary/paypal-events';
import { stripeEvents } from '#vocabulary/stripe-events';

const stripeConcern = (type: string) =>
  parseStripeNotification(
    JSON.stringify({ id: 'evt_1', type, created: 0, livemode: false, data: { object: {} } }),
  ).concerns;

const payPalConcern = (event_type: string) =>
  parsePayPalNotification(
    JSON.stringify({ id: 'WH-1', event_type, create_time: '2026-11-21T08:00:00Z', resource: {} }),
  ).concerns;

const externalConcern = (type: string) =>
  parseExternalNotification(JSON.stringify({ type, timestamp: '2026-11-21T08:00:00Z', data: {} }), {
    'webhook-id': 'msg_1',
  }).concerns;

test.each(stripeEvents())(
  '%s, which is requested from Stripe, changes a payment or its money',
  (type) => {
    expect(stripeConcern(type)).not.toBe('nothing');
  },
);

test.each(payPalEvents)(
  '%s, which is requested from PayPal, changes a payment or its money',
  (type) => {
    expect(payPalConcern(type)).not.toBe('nothing');
  },
);

test.each(externalEvents)('%s, which an external backend sends, is about a payment', (type) => {
  expect(externalConcern(type)).toBe('payment');
});

test('an event that is in no list changes nothing', () => {
  expect(externalConcern('payment.noticed')).toBe('nothing');
  expect(stripeConcern('customer.created')).toBe('nothing');
  expect(payPalConcern('BILLING.PLAN.CREATED')).toBe('nothing');
  expect(payPalConcern('constructor')).toBe('nothing');
});

/** Lists of events in docs/deploy.md: blocks whose lines are all of this form. */
const listsOf = (line: RegExp): string[][] =>
  [...readFileSync('docs/deploy.md', 'utf8').matchAll(/^```\n([^`]+)\n```$/gm)]
    .map(([, block = '']) => block.split('\n'))
    .filter((lines) => lines.every((one) => line.test(one)));

test('docs/deploy.md lists exactly these events for Stripe', () => {
  expect(listsOf(/^[a-z_]+(\.[a-z_]+)+$/)).toEqual([stripeEvents()]);
});

test('docs/deploy.md lists exactly these events for PayPal', () => {
  expect(listsOf(/^[A-Z-]+(\.[A-Z-]+)+$/)).toEqual([[...payPalEvents]]);
});
