import { viewApiKey } from '#contract/api-key-view';
import { listApiKeysQuery } from '#contract/api-keys';
import type { ApiKeyStore } from '#domain/access/api-key';
import { requireRole } from '#domain/access/caller';
import { callerOf, httpFunction, json, parseQuery } from '#runtime/http';

/** GET /v1/api-keys: newest first, revoked ones too. */
export const createHandler = (deps: { apiKeys: ApiKeyStore }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const { limit, cursor } = parseQuery(listApiKeysQuery, event);
    const { keys, next } = await deps.apiKeys.list({ limit, after: cursor });
    return json(200, { data: keys.map(viewApiKey), nextCursor: next ?? null });
  });
