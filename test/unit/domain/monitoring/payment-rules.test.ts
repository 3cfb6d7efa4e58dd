import { aSlot, aTrouble, judgedBy } from '#test/watched';

const only = <Found>(found: readonly Found[]): Found => {
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe('more than 5 % of the payments of an hour fail', () => {
  const rate = (counts: object, minutes = 5) =>
    only(judgedBy('failure_rate_1h', { slots: [aSlot(minutes, { counts })] }));

  test('one failure of five opens nothing', () => {
    expect(rate({ completed: 4, failed: 1 })).toMatchObject({ holds: false, clears: false });
  });

  test('ten of twenty open, with the numbers that led to it', () => {
    expect(rate({ completed: 10, failed: 10 })).toMatchObject({
      dimension: 'stripe',
      holds: true,
      clears: false,
      about: { provider: 'stripe' },
      evidence: { minutes: 10, failed: 10, decided: 20, share: 0.5, threshold: 0.05 },
    });
  });

  test('when all fail after a good hour, the last ten minutes tell', () => {
    const good = Array.from({ length: 10 }, (_, index) =>
      aSlot(60 - 5 * index, { counts: { completed: 20 } }),
    );
    const bad = [10, 5].map((minutes) => aSlot(minutes, { counts: { failed: 6 } }));
    expect(only(judgedBy('failure_rate_1h', { slots: [...good, ...bad] }))).toMatchObject({
      severity: 'critical',
      holds: true,
      evidence: { minutes: 10, failed: 12, decided: 12 },
    });
  });

  test('money that came after all lowers the rate: half of the failures did not fail', () => {
    expect(rate({ completed: 80, failed: 20 })).toMatchObject({ holds: true });
    expect(rate({ completed: 80, failed: 20, recovered: 18 })).toMatchObject({
      holds: false,
      clears: true,
      evidence: { failed: 2, decided: 82 },
    });
  });

  test('what was cancelled or expired is nobody’s failure', () => {
    expect(rate({ completed: 20, cancelled: 50, expired: 50 })).toMatchObject({ holds: false });
  });

  test('it is over below 4 %, not just below 5 %', () => {
    expect(rate({ completed: 956, failed: 44 })).toMatchObject({ holds: false, clears: false });
    expect(rate({ completed: 961, failed: 39 })).toMatchObject({ holds: false, clears: true });
  });

  test('an hour without any payment neither opens nor resolves', () => {
    const old = aSlot(120, { counts: { completed: 100 } });
    expect(only(judgedBy('failure_rate_1h', { slots: [old] }))).toMatchObject({
      holds: false,
      clears: false,
    });
  });

  test('each provider is judged alone', () => {
    const slots = [
      aSlot(10, { counts: { failed: 20 }, key: 'paypal#paypal#EUR' }),
      aSlot(5, { counts: { completed: 500 } }),
    ];
    expect(
      judgedBy('failure_rate_1h', { slots }).map(({ dimension, holds }) => ({ dimension, holds })),
    ).toEqual([
      { dimension: 'paypal', holds: true },
      { dimension: 'stripe', holds: false },
    ]);
  });

  test('a slot that is not over, or that a wrong clock put into the future, is not judged', () => {
    const slots = [aSlot(0, { counts: { failed: 50 } }), aSlot(-120, { counts: { failed: 50 } })];
    for (const { holds } of judgedBy('failure_rate_1h', { slots })) expect(holds).toBe(false);
  });
});

test('a quarter of six hours’ payments: 200 of 500 open, 150 do not', () => {
  const rate = (failed: number) =>
    only(
      judgedBy('failure_rate_6h', {
        slots: [aSlot(300, { counts: { failed, completed: 500 - failed } })],
      }),
    ).holds;
  expect([rate(150), rate(200)]).toEqual([false, true]);
});

describe('buyers wait', () => {
  const slow = (times: number[]) =>
    only(
      judgedBy('slow_responses', {
        slots: [aSlot(5, { durations: { 'response#stripe': times } })],
      }),
    );

  test('exactly two seconds are not more than two seconds', () => {
    expect(slow(Array<number>(40).fill(2_000))).toMatchObject({ holds: false, clears: true });
    expect(slow(Array<number>(40).fill(2_001))).toMatchObject({ holds: true, clears: false });
  });

  test('one slow answer of twenty opens nothing', () => {
    expect(slow([...Array<number>(19).fill(200), 9_000])).toMatchObject({ holds: false });
  });

  test('a notification may take ten seconds to its effect', () => {
    const settle = (ms: number) =>
      only(
        judgedBy('slow_settlement', {
          slots: [aSlot(5, { durations: { 'settling#paypal': Array<number>(20).fill(ms) } })],
        }),
      );
    expect(settle(10_000)).toMatchObject({ holds: false, dimension: 'paypal' });
    expect(settle(10_001)).toMatchObject({ holds: true, evidence: { slow: 20, limitMs: 10_000 } });
  });
});

describe('a provider gives no answer', () => {
  const errors = (count: number, answered: number, examples = ['pay_1', 'pay_2']) =>
    only(
      judgedBy('provider_errors', {
        slots: [aSlot(5, { durations: { 'response#stripe': Array<number>(answered).fill(300) } })],
        troubles: [aTrouble(5, { count, examples })],
      }),
    );

  test('five in ten minutes open, when as few were answered', () => {
    expect(errors(5, 5)).toMatchObject({ holds: true, severity: 'critical', clears: false });
    expect(errors(4, 0)).toMatchObject({ holds: false });
    expect(errors(5, 6)).toMatchObject({ holds: false });
  });

  test('one payment that is asked for again and again is no outage', () => {
    expect(errors(9, 0, ['pay_1'])).toMatchObject({ holds: false });
  });

  test('in a small shop, a whole hour without any answer counts', () => {
    const troubles = [50, 40, 30, 20, 5].map((minutes, index) =>
      aTrouble(minutes, { examples: [`pay_${index}`] }),
    );
    expect(only(judgedBy('provider_errors', { troubles }))).toMatchObject({ holds: true });
    const slots = [aSlot(35, { durations: { 'response#stripe': [300] } })];
    expect(only(judgedBy('provider_errors', { troubles, slots }))).toMatchObject({ holds: false });
  });

  test('ten minutes without an error say that it is over', () => {
    expect(
      only(judgedBy('provider_errors', { troubles: [aTrouble(15, { count: 9 })] })),
    ).toMatchObject({ holds: false, clears: true });
  });
});

test('an invoice is missing after a quarter of an hour, and the payment is named', () => {
  const uninvoiced = { pay_old: '2026-11-28T09:45:00.000Z', pay_new: '2026-11-28T09:45:00.001Z' };
  const missing = (slots: ReturnType<typeof aSlot>[]) =>
    only(judgedBy('invoice_missing', { slots }));
  expect(missing([aSlot(15, { uninvoiced })])).toMatchObject({
    holds: true,
    objects: ['pay_old'],
    evidence: { missing: 1 },
  });
  expect(missing([aSlot(15)])).toMatchObject({ holds: false, clears: true });
});

test('stolen cards are tried: twenty declines in an hour, far more than payments', () => {
  const declines = (declined: number, completed: number) =>
    only(
      judgedBy('declines_in_series', { slots: [aSlot(20, { counts: { declined, completed } })] }),
    );
  expect(declines(20, 4)).toMatchObject({ holds: true, severity: 'high' });
  expect(declines(19, 0)).toMatchObject({ holds: false });
  expect(declines(200, 400)).toMatchObject({ holds: false });
});
