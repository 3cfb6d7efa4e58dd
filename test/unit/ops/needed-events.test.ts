import { readFileSync } from 'node:fs';
import { parsePayPalNotification } from '#providers/paypal/notification';
import { parseStripeNotification } from '#providers/stripe/notification';
import { neededPayPalEvents, neededStripeEvents } from '../../../ops/needed-events.ts';

const wordsIn = (file: string, pattern: RegExp): string[] => [
  ...new Set(readFileSync(file, 'utf8').match(pattern)),
];

const stripeConcern = (type: string) =>
  parseStripeNotification(
    JSON.stringify({ id: 'evt_1', type, created: 0, livemode: false, data: { object: {} } }),
  ).concerns;

const payPalConcern = (event_type: string) =>
  parsePayPalNotification(
    JSON.stringify({ id: 'WH-1', event_type, create_time: '2026-11-21T08:00:00Z', resource: {} }),
  ).concerns;

test('every event of Stripe’s that is read is asked for, and no other', () => {
  const known = wordsIn('layers/providers/stripe/notification.ts', /\b[a-z_]+(\.[a-z_]+)+\b/g);
  const read = known.filter((type) => stripeConcern(type) !== 'nothing');
  expect(read.sort()).toEqual([...neededStripeEvents].sort());
});

/** Read where they come, and in none of PayPal's lists: nobody can be made to subscribe to them. */
const undocumented = ['PAYMENT.REFUND.PENDING', 'PAYMENT.REFUND.FAILED'];

test('every event of PayPal’s that is read and documented is asked for, and no other', () => {
  const known = wordsIn('layers/providers/paypal/notification.ts', /\b[A-Z-]+(\.[A-Z-]+)+\b/g);
  const read = known.filter((type) => payPalConcern(type) !== 'nothing');
  expect(read.sort()).toEqual([...neededPayPalEvents, ...undocumented].sort());
});

/** Lists of events in docs/deploy.md: blocks whose lines are all of this form. */
const listsOf = (line: RegExp): string[][] =>
  [...readFileSync('docs/deploy.md', 'utf8').matchAll(/^```\n([^`]+)\n```$/gm)]
    .map(([, block = '']) => block.split('\n'))
    .filter((lines) => lines.every((one) => line.test(one)));

test('docs/deploy.md has Stripe told of exactly these events', () => {
  expect(listsOf(/^[a-z_]+(\.[a-z_]+)+$/)).toEqual([[...neededStripeEvents]]);
});

test('docs/deploy.md has PayPal told of exactly these events', () => {
  expect(listsOf(/^[A-Z-]+(\.[A-Z-]+)+$/)).toEqual([[...neededPayPalEvents]]);
});
