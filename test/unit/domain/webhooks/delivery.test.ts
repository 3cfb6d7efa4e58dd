import fc from 'fast-check';
import {
  afterAttempt,
  type Delivery,
  newDelivery,
  sentAgain,
  skipped,
  waiting,
} from '#domain/webhooks/delivery';
import { retryAfterSeconds, retryDelayMs } from '#domain/webhooks/retry-times';
import { aDelivery, anEndpoint } from '#test/webhooks';

const at = '2026-11-21T10:00:00.000Z';
const middle = () => 0.5;
const refused = { at, durationMs: 20, status: 500 };

const attempted = (delivery: Delivery, status: number, seconds?: number) =>
  afterAttempt(
    delivery,
    { attempt: { at, durationMs: 20, status }, retryAfterSeconds: seconds },
    middle,
  );

test('ten attempts take three days, then the delivery has failed', () => {
  let delivery = aDelivery();
  const waits: number[] = [];
  while (delivery.state === 'pending') {
    delivery = afterAttempt(delivery, { attempt: refused }, middle);
    if (delivery.nextAt) waits.push((Date.parse(delivery.nextAt) - Date.parse(at)) / 1000);
  }
  expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(waits.reduce((sum, wait) => sum + wait)).toBe(75 * 3600 + 35 * 60 + 5);
  expect(delivery).toMatchObject({ state: 'failed', tried: 10 });
  expect(delivery.nextAt).toBeUndefined();
});

test('each wait is up to a fifth shorter or longer, never the same for all', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (random) => {
      const wait = retryDelayMs(4, () => random)!;
      expect(wait).toBeGreaterThanOrEqual(7_200_000 * 0.8);
      expect(wait).toBeLessThanOrEqual(7_200_000 * 1.2);
    }),
  );
});

test.each([200, 201, 204, 299])('%i means delivered', (status) => {
  const delivered = attempted(aDelivery({ nextAt: at, isWaiting: true }), status);
  expect(delivered).toMatchObject({ state: 'delivered', tried: 1, version: 2 });
  expect(delivered.nextAt).toBeUndefined();
  expect(delivered.isWaiting).toBeUndefined();
});

test.each([199, 301, 302, 400, 403, 404, 500, 503])('%i means another attempt', (status) => {
  expect(attempted(aDelivery(), status).state).toBe('pending');
});

test('a receiver that asks for an hour gets an hour, and never more than a day', () => {
  expect(attempted(aDelivery(), 429, 3600).nextAt).toBe('2026-11-21T11:00:00.000Z');
  expect(attempted(aDelivery(), 429, 900_000).nextAt).toBe('2026-11-22T10:00:00.000Z');
  expect(attempted(aDelivery({ tried: 8 }), 429, 3600).nextAt).toBe('2026-11-22T10:00:00.000Z');
});

test('Retry-After is read as seconds or as a date', () => {
  const now = new Date(at);
  expect(retryAfterSeconds('120', now)).toBe(120);
  expect(retryAfterSeconds('Sat, 21 Nov 2026 10:02:00 GMT', now)).toBe(120);
  expect(retryAfterSeconds('Sat, 21 Nov 2026 09:00:00 GMT', now)).toBe(0);
  expect(retryAfterSeconds('soon', now)).toBeUndefined();
  expect(retryAfterSeconds(undefined, now)).toBeUndefined();
});

test('bytes and id are the same in every attempt', () => {
  const delivery = aDelivery();
  let now = delivery;
  for (let count = 0; count < 10; count++)
    now = afterAttempt(now, { attempt: refused }, Math.random);
  expect([now.body, now.eventId]).toEqual([delivery.body, delivery.eventId]);
});

test('of very many attempts the newest twenty are kept', () => {
  let delivery = aDelivery();
  for (let count = 0; count < 25; count++)
    delivery = afterAttempt(delivery, { attempt: { ...refused, durationMs: count } }, middle);
  expect(delivery.attempts.map(({ durationMs }) => durationMs)).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 5),
  );
});

const frozen = { ...aDelivery(), eventId: 'evt_1' };

test('a new delivery starts at once, waits behind an open breaker, and is skipped when disabled', () => {
  expect(newDelivery(anEndpoint(), frozen)).toMatchObject({ state: 'pending', version: 1 });
  expect(newDelivery(anEndpoint(), frozen).isWaiting).toBeUndefined();
  const failing = { since: at, attempts: 5, events: ['evt_0'], isBroken: true };
  expect(newDelivery(anEndpoint({ failing }), frozen)).toMatchObject({ isWaiting: true });
  const disabled = newDelivery(anEndpoint({ state: 'disabled', failing }), frozen);
  expect(disabled.state).toBe('skipped');
  expect(disabled.isWaiting).toBeUndefined();
});

test('waiting uses up no attempt', () => {
  const one = waiting(aDelivery({ tried: 3, nextAt: at }));
  expect(one).toMatchObject({ tried: 3, isWaiting: true, version: 2 });
  expect(one.nextAt).toBeUndefined();
});

test('what is skipped is neither due nor in a line', () => {
  const one = skipped(aDelivery({ nextAt: at, isWaiting: true }));
  expect(one).toMatchObject({ state: 'skipped', version: 2 });
  expect([one.nextAt, one.isWaiting]).toEqual([undefined, undefined]);
});

test('sent again, it has its id, its bytes, and all attempts; not if its body was erased', () => {
  const failed = aDelivery({ state: 'failed', tried: 10, attempts: [refused] });
  expect(sentAgain(failed, new Date(at))).toEqual({
    ...failed,
    sentAgainAt: at,
    state: 'pending',
    tried: 0,
    isWaiting: true,
    version: 2,
  });
  const { body: _, ...erased } = failed;
  expect(sentAgain(erased, new Date(at))).toBeUndefined();
});
