import type * as z from 'zod/mini';
import type { ApiKey } from '#domain/access/api-key';
import type { apiKeyView } from './api-keys.ts';

/** Never contains the hash: what is not shown cannot leak. */
export const viewApiKey = (key: ApiKey): z.infer<typeof apiKeyView> => ({
  id: key.id,
  name: key.name,
  scopes: key.scopes,
  customerId: key.customerId ?? null,
  createdAt: key.createdAt,
  expiresAt: key.expiresAt ?? null,
  revokedAt: key.revokedAt ?? null,
  lastUsedAt: key.lastUsedAt ?? null,
});
