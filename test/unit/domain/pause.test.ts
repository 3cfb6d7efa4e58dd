import fc from 'fast-check';
import { growingPause } from '#domain/pause';

/** How long each of the first pauses lasts when chance draws this. */
async function pausesOf(random: number, count: number): Promise<number[]> {
  const slept: number[] = [];
  const sleep = async (ms: number) => void slept.push(ms);
  const pause = growingPause({ sleep, random: () => random }, 1_000);
  for (let attempt = 1; attempt <= count; attempt++) await pause(attempt);
  return slept;
}

test('a pause doubles with each try, up to the longest', async () => {
  expect(await pausesOf(1, 9)).toEqual([20, 40, 80, 160, 320, 640, 1_000, 1_000, 1_000]);
});

test('the time actually waited is random', async () => {
  expect(await pausesOf(0.25, 3)).toEqual([5, 10, 20]);
  await fc.assert(
    fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (random) => {
      for (const ms of await pausesOf(random, 40)) {
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(1_000);
      }
    }),
  );
});
