import { overtaken, untilSaved } from '#domain/until-saved';

/** Attempts that are overtaken so many times; pauses take no time. */
function setup(lost: number) {
  const pauses: number[] = [];
  let attempts = 0;
  const save = (attemptsMax: number) =>
    untilSaved(
      {
        attemptsMax,
        busy: 'written by too many at once',
        pause: async (attempt) => void pauses.push(attempt),
      },
      async () => {
        attempts += 1;
        return attempts > lost ? `saved by attempt ${attempts}` : overtaken;
      },
    );
  return { save, pauses, attempts: () => attempts };
}

test('a write without a conflict is saved at once', async () => {
  const { save, pauses } = setup(0);
  expect(await save(3)).toBe('saved by attempt 1');
  expect(pauses).toEqual([]);
});

test('after a conflict the attempt starts again after a pause, which grows', async () => {
  const { save, pauses } = setup(2);
  expect(await save(3)).toBe('saved by attempt 3');
  expect(pauses).toEqual([1, 2]);
});

test('with a conflict each time it gives up, and does not wait any more', async () => {
  const { save, pauses, attempts } = setup(3);
  await expect(save(3)).rejects.toThrow('written by too many at once');
  expect(attempts()).toBe(3);
  expect(pauses).toEqual([1, 2]);
});

test('an attempt that fails is not repeated', async () => {
  const { pauses } = setup(0);
  let attempts = 0;
  const refused = untilSaved(
    { attemptsMax: 3, busy: 'busy', pause: async (attempt) => void pauses.push(attempt) },
    async () => {
      attempts += 1;
      throw new Error('there is no such customer');
    },
  );
  await expect(refused).rejects.toThrow('there is no such customer');
  expect([attempts, pauses]).toEqual([1, []]);
});

test('an outcome may be undefined', async () => {
  const race = { attemptsMax: 1, busy: 'busy', pause: async () => {} };
  expect(await untilSaved(race, async () => undefined)).toBeUndefined();
});
