import { token } from '#test/cloud';
import { removeEndpoints } from '#test/webhook-receivers';
import { fuzzCloud } from '../fuzz/fuzz-cloud.ts';
import { findingsText, neverDone } from '../fuzz/report.ts';

/** Always the same, so that a build fails for what was changed; others are for the bench. */
const seed = 20261127;

/**
 * They need a mailed link, a cookie, a saved card, a paid plan, a month that is over, a webhook
 * that was sent, or the id of an alert, a notice, a mail or an endpoint.
 */
const beyondChance = new Set([
  'acknowledgeAlert',
  'activate',
  'cancelSubscription',
  'changeWebhookEndpoint',
  'chooseCustomer',
  'closeRefundTask',
  'downloadOrderFile',
  'getActivation',
  'getUsagePeriod',
  'markNoticeRead',
  'preferPaymentMethod',
  'removePaymentMethod',
  'removeWebhookEndpoint',
  'replayWebhookDeliveries',
  'replayWebhookDelivery',
  'resendMessage',
  'resumeSubscription',
  'rotateWebhookSecret',
  'testWebhookEndpoint',
]);

afterAll(async () => removeEndpoints(await token({ role: 'admin' })));

test('three thousand strange requests are answered as the API’s description says', async () => {
  const fuzzed = await fuzzCloud({ seed, requests: 3_000 });
  expect(findingsText(fuzzed, seed)).toBe('');
  // Requests that were all turned away at the door would prove nothing; a few operations want more
  // luck than so many requests have.
  const operations = Object.keys(fuzzed.answers).filter((name) => !beyondChance.has(name));
  const missed = neverDone(fuzzed).filter((name) => !beyondChance.has(name));
  expect(Object.keys(fuzzed.answers)).toEqual(expect.arrayContaining([...beyondChance]));
  expect(missed.length).toBeLessThan(operations.length / 6);
}, 300_000);
