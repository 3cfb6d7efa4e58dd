import { fuzzCloud } from '../fuzz/fuzz-cloud.ts';
import { findingsText, neverDone } from '../fuzz/report.ts';

/** Always the same, so that a build fails for what was changed; others are for the bench. */
const seed = 20261127;

test('a thousand strange requests are answered as the API’s description says', async () => {
  const fuzzed = await fuzzCloud({ seed, requests: 1_000 });
  expect(findingsText(fuzzed, seed)).toBe('');
  // Requests that were all turned away at the door would prove nothing; a few operations want more
  // luck than so many requests have.
  expect(neverDone(fuzzed).length).toBeLessThan(10);
}, 300_000);
