import { viewApiKey } from '#contract/api-key-view';
import { type ApiKeyStore, revokeApiKey } from '#domain/access/api-key';
import { requireRole } from '#domain/access/caller';
import type { Clock, RandomBytes } from '#domain/clock';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type RevokeDeps = { apiKeys: ApiKeyStore; now: Clock; randomBytes: RandomBytes };

/** DELETE /v1/api-keys/{id}: it stops working within seconds, and stays listed. */
export const createHandler = (deps: RevokeDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller, now: now(), randomBytes, requestId };
    const revoked = await revokeApiKey(deps, pathIdOf(event), context);
    logger.info('api key revoked', { requestId, keyId: revoked.id });
    return json(200, viewApiKey(revoked));
  });
