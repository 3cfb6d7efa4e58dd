import { viewApiKey } from '#contract/api-key-view';
import { type ApiKeyStore, revokeApiKey } from '#domain/access/api-key';
import { requireRole } from '#domain/access/caller';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

/** DELETE /v1/api-keys/{id}: it stops working within seconds, and stays listed. */
export const createHandler = (deps: { apiKeys: ApiKeyStore; now: () => Date }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin');
    const revoked = await revokeApiKey(deps, pathIdOf(event));
    logger.info('api key revoked', { requestId: requestIdOf(event), keyId: revoked.id });
    return json(200, viewApiKey(revoked));
  });
