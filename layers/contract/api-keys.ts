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
  /** From then on it opens nothing; absent: until it is revoked. */
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
  /** To the hour. */
  lastUsedAt: z.nullable(part.timestamp),
};

export const apiKeyView = z.object(view);

/**
 * `key` is in the first answer alone. Who repeats the request under its `Idempotency-Key` is told of
 * the key as it stands, with null in its place: revoke it and make another when the answer was lost.
 */
export const createdApiKey = z.object({ ...view, key: z.nullable(z.string()) });

export const listApiKeysQuery = z.strictObject({
  limit: part.limit,
  /** That customer's only. */
  customerId: z.optional(part.customerId),
  cursor: z.optional(part.cursor),
});

export const apiKeyPage = part.page(apiKeyView);
