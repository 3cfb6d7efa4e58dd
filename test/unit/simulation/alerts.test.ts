import {
  countFalseAlarms,
  type OutageName,
  timeToFind,
} from '../../simulation/alerts/simulate-alerts.ts';

/** `npm run bench` judges a million; docs/decisions/0067 has the table. */
test('of 20 000 evaluations of shops in which nothing is wrong, none opens an alert', () => {
  const { evaluations, openings } = countFalseAlarms({ shops: 40, slots: 500, seed: 11 });
  expect(evaluations).toBe(20_000);
  expect(openings).toEqual({});
});

const slowestOf = (name: OutageName, perHour: number) => {
  const { after, slots } = timeToFind(name, { perHour, times: 10, seed: 5 });
  return Math.max(...slots.map((slot) => slot ?? Number.POSITIVE_INFINITY)) - after;
};

test.each([
  ['all payments fail', 200],
  ['the provider gives no answer', 60],
  ['every answer takes more than 2 s', 200],
  ['a third of the payments fail', 1_000],
] as const)(
  'when %s, a shop with %d payments an hour hears of it within ten minutes',
  (name, perHour) => {
    expect(slowestOf(name, perHour)).toBeLessThanOrEqual(2);
  },
);

test.each(['nobody hears of payments', 'the shop is gone'] as const)(
  'when %s, it hears of it at most ten minutes after the half hour that it waits',
  (name) => {
    expect(slowestOf(name, 200)).toBeLessThanOrEqual(2);
  },
);

test('a shop with six payments an hour is not told within ten minutes what nobody can know by then', () => {
  expect(slowestOf('all payments fail', 6)).toBeGreaterThan(2);
});
