import { rememberFor } from '#runtime/remember';
import { SettableClock } from '#test/clock';

function setup(lifetimeMs = 60_000) {
  const clock = new SettableClock();
  const asked: string[] = [];
  let isDown = false;
  const ask = rememberFor(
    lifetimeMs,
    async (question) => {
      asked.push(question);
      if (isDown) throw new Error('outage');
      return `${question} at ${asked.length}`;
    },
    () => clock.now().getTime(),
  );
  return { clock, ask, asked, breakDown: (down: boolean) => (isDown = down) };
}

test('an answer is cached for its time and not longer', async () => {
  const { clock, ask, asked } = setup();
  expect(await ask('key')).toBe('key at 1');
  clock.advance(59_999);
  expect(await ask('key')).toBe('key at 1');
  clock.advance(1);
  expect(await ask('key')).toBe('key at 2');
  expect(asked).toHaveLength(2);
});

test('each question has its own answer', async () => {
  const { ask } = setup();
  expect(await ask('mine')).toBe('mine at 1');
  expect(await ask('theirs')).toBe('theirs at 2');
  expect(await ask('mine')).toBe('mine at 1');
});

test('a failed question is not cached', async () => {
  const { ask, breakDown } = setup();
  breakDown(true);
  await expect(ask('key')).rejects.toThrow('outage');
  breakDown(false);
  expect(await ask('key')).toBe('key at 2');
});

test('a thousand answers are cached, the oldest are dropped', async () => {
  const { ask, asked } = setup();
  for (let index = 0; index <= 1000; index++) await ask(`key ${index}`);
  await ask('key 1000');
  await ask('key 1');
  expect(asked).toHaveLength(1001);
  await ask('key 0');
  expect(asked).toHaveLength(1002);
});
