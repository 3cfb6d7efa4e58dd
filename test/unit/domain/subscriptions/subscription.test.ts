import fc from 'fast-check';
import { monthsAfter } from '#domain/calendar/month';
import {
  checkAtOf,
  type Subscription,
  withoutPayment,
  withPaidMonth,
} from '#domain/subscriptions/subscription';

const timeZone = 'Africa/Abidjan';
const at = (now: string) => ({ now: new Date(now), timeZone });
const month = (paymentId: string, planId = 'pay_as_you_go') => ({
  paymentId,
  planId,
  currency: 'XOF' as const,
});

/** Starts on 31 January, so that every month's end is put to the test. */
const first = () => withPaidMonth(undefined, month('pay_1'), at('2027-01-31T10:00:00.000Z'));

describe('a month that was paid for', () => {
  test('begins at once and ends on the same day of the next month', () => {
    expect(first()).toEqual({
      planId: 'pay_as_you_go',
      startedAt: '2027-01-31T10:00:00.000Z',
      months: 1,
      currentPeriodEnd: '2027-02-28T10:00:00.000Z',
      currency: 'XOF',
      payments: ['pay_1'],
    });
  });

  test('before the end is added to the rest, and the day of the month is kept', () => {
    const second = withPaidMonth(first(), month('pay_2'), at('2027-02-10T10:00:00.000Z'));
    expect(second.currentPeriodEnd).toBe('2027-03-31T10:00:00.000Z');
    expect(second.payments).toEqual(['pay_1', 'pay_2']);
  });

  test('in the days of grace continues where the last one ended', () => {
    const late = withPaidMonth(first(), month('pay_2'), at('2027-03-03T09:59:59.999Z'));
    expect(late.currentPeriodEnd).toBe('2027-03-31T10:00:00.000Z');
    expect(late.payments).toEqual(['pay_2']);
  });

  test('after them begins anew, on its own day', () => {
    const anew = withPaidMonth(first(), month('pay_2'), at('2027-03-03T10:00:00.000Z'));
    expect(anew).toMatchObject({
      startedAt: '2027-03-03T10:00:00.000Z',
      months: 1,
      currentPeriodEnd: '2027-04-03T10:00:00.000Z',
      payments: ['pay_2'],
    });
  });

  test('of another plan replaces the running one', () => {
    const other = withPaidMonth(first(), month('pay_2', 'gold'), at('2027-02-10T10:00:00.000Z'));
    expect(other).toMatchObject({ planId: 'gold', months: 1, payments: ['pay_2'] });
  });
});

describe('a month that was refunded', () => {
  const two = () => withPaidMonth(first(), month('pay_2'), at('2027-02-10T10:00:00.000Z'));

  test('leaves nothing if it was the only one', () => {
    expect(withoutPayment(first(), 'pay_1', at('2027-02-10T10:00:00.000Z'))).toBeUndefined();
  });

  test.each(['pay_1', 'pay_2'])('of two shortens the paid period: %s', (paymentId) => {
    const left = withoutPayment(two(), paymentId, at('2027-02-11T10:00:00.000Z'));
    expect(left).toMatchObject({ months: 1, currentPeriodEnd: '2027-02-28T10:00:00.000Z' });
    expect(left?.payments).toEqual([paymentId === 'pay_1' ? 'pay_2' : 'pay_1']);
  });

  test('after its end changes nothing: it was used', () => {
    const running = two();
    expect(withoutPayment(running, 'pay_1', at('2027-03-01T10:00:00.000Z'))).toBe(running);
  });

  test('that was never counted changes nothing', () => {
    const running = two();
    expect(withoutPayment(running, 'pay_9', at('2027-02-11T10:00:00.000Z'))).toBe(running);
  });
});

test('a week before the end comes the reminder, three days after it the end', () => {
  expect(checkAtOf(first())).toBe('2027-02-21T10:00:00.000Z');
  const remindedOf = first().currentPeriodEnd;
  expect(checkAtOf({ ...first(), remindedOf })).toBe('2027-03-03T10:00:00.000Z');
});

test('with payments and refunds in any order, the customer has the months that were paid and kept', () => {
  const steps = fc.array(fc.record({ gives: fc.boolean(), which: fc.nat() }), { maxLength: 12 });
  fc.assert(
    fc.property(steps, (acts) => {
      const now = at('2027-01-31T10:00:00.000Z');
      let running: Subscription | undefined;
      let kept: string[] = [];
      acts.forEach(({ gives, which }, index) => {
        const back = kept[which % Math.max(1, kept.length)];
        if (gives && running && back) {
          running = withoutPayment(running, back, now);
          kept = kept.filter((paymentId) => paymentId !== back);
        } else {
          running = withPaidMonth(running, month(`pay_${index}`), now);
          kept = [...kept, `pay_${index}`];
        }
        expect(running?.payments ?? []).toEqual(kept);
        expect(running?.currentPeriodEnd).toBe(
          kept.length === 0 ? undefined : monthsAfter(now.now, kept.length, timeZone).toISOString(),
        );
      });
    }),
  );
});
