import { sharedFor, within } from '#runtime/shared-answer';

function setup() {
  const world = { at: 0, asked: 0, answers: [] as ((end: string | Error) => void)[] };
  const ask = () =>
    new Promise<string>((resolve, reject) => {
      world.asked++;
      world.answers.push((end) => (typeof end === 'string' ? resolve(end) : reject(end)));
    });
  return { world, shared: sharedFor(15_000, ask, () => world.at) };
}

test('a hundred who ask at once make one question', async () => {
  const { world, shared } = setup();
  const all = Array.from({ length: 100 }, shared);
  world.answers[0]!('well');
  expect(new Set(await Promise.all(all))).toEqual(new Set(['well']));
  expect(world.asked).toBe(1);
});

test('an answer is kept for its time, counted from when it came, and no longer', async () => {
  const { world, shared } = setup();
  const first = shared();
  world.at = 10_000;
  world.answers[0]!('well');
  await first;
  world.at = 24_999;
  expect(await shared()).toBe('well');
  world.at = 25_001;
  const second = shared();
  world.answers[1]!('better');
  expect([await second, world.asked]).toEqual(['better', 2]);
});

test('a failure is told to those who waited, and is not kept', async () => {
  const { world, shared } = setup();
  const waiting = [shared(), shared()];
  world.answers[0]!(new Error('throttled'));
  for (const one of waiting) await expect(one).rejects.toThrow('throttled');
  const next = shared();
  world.answers[1]!('well');
  expect(await next).toBe('well');
});

test('work that takes too long is given up, work in time is not', async () => {
  const limited = within(20);
  await expect(limited(new Promise(() => {}))).rejects.toThrow('No answer within 20 ms');
  expect(await limited(Promise.resolve('well'))).toBe('well');
  await expect(limited(Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
});
