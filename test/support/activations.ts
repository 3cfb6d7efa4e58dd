import { ActivationTokens, hashOfToken } from '#domain/access/activation-token';
import type { Activation } from '#domain/activations/activation';

export const someTokens = new ActivationTokens(['a key for tests, long enough']);

/** The first link of a guest of 21 November; name what the test cares about. */
export const anActivation = (changes: Partial<Activation> = {}): Activation => ({
  tokenHash: hashOfToken(someTokens.issue('cus_diallo', 1)),
  purpose: 'customer',
  customerId: 'cus_diallo',
  email: 'aissatou@comptoir-diallo.example',
  version: 1,
  createdAt: '2026-11-21T10:00:00.000Z',
  expiresAt: '2026-11-24T10:00:00.000Z',
  ...changes,
});
