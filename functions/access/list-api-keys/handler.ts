import { viewApiKey } from '#contract/api-key-view';
import { listApiKeysQuery } from '#contract/api-keys';
import type { ApiKeyStore } from '#domain/access/api-key';
import { keyManager } from '#domain/access/manage-keys';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/api-keys: newest first, including revoked ones; an owner sees their customer's. */
export const createHandler = (deps: { apiKeys: ApiKeyStore }) =>
  httpFunction(async (event) => {
    const { limit, cursor, customerId: wanted } = parseQuery(listApiKeysQuery, event);
    const { customerId } = keyManager(callerOf(event), wanted);
    const { keys, nextCursor } = await deps.apiKeys.list({ limit, cursor, customerId });
    return json(200, { data: keys.map(viewApiKey), nextCursor });
  });
