import { createHash } from 'node:crypto';
import type { Claim } from '#domain/idempotency';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A shop's server paying its order 42, seen for the first time. */
export const aClaim = (changes: Partial<Claim> = {}): Claim => ({
  id: sha256('key_shop\nkey:order-42'),
  requestHash: sha256('POST /v1/payments\n{"orderId":"42"}'),
  createdAt: '2026-11-21T10:00:00.000Z',
  ...changes,
});
