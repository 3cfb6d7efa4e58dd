import * as z from 'zod/mini';
import * as part from './parts.ts';

export const scope = z.enum([
  'payments:write',
  'payments:read',
  'refunds:write',
  'invoices:read',
  'usage:write',
  'usage:read',
  'metrics:read',
]);

export const createApiKeyRequest = z.strictObject({
  name: part.text(100),
  scopes: part.atMost(20, z.array(scope).check(z.minLength(1), z.maxLength(20))),
  customerId: z.optional(part.customerId),
  /** The key is refused from then on; absent: valid until it is revoked. */
  expiresAt: z.optional(part.timestamp),
});

const view = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(scope),
  customerId: z.nullable(z.string()),
  createdAt: part.timestamp,
  expiresAt: z.nullable(part.timestamp),
  revokedAt: z.nullable(part.timestamp),
  /** Rounded to the hour. */
  lastUsedAt: z.nullable(part.timestamp),
};

export const apiKeyView = z.object(view);

/**
 * Only the first answer contains `key`. A repetition with the same `Idempotency-Key` returns the
 * key's current state with null instead: if the answer was lost, revoke it and create another.
 */
export const createdApiKey = z.object({ ...view, key: z.nullable(z.string()) });

export const listApiKeysQuery = z.strictObject({
  limit: part.limit,
  /** Restricts the list to that customer. */
  customerId: z.optional(part.customerId),
  cursor: z.optional(part.cursor),
});

export const apiKeyPage = part.page(apiKeyView);
