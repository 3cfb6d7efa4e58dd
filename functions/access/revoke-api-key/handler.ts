import { viewApiKey } from '#contract/api-key-view';
import { type ApiKeyStore, revokeApiKey } from '#domain/access/api-key';
import { keyManager } from '#domain/access/manage-keys';
import type { Clock, RandomBytes } from '#domain/clock';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type RevokeDeps = { apiKeys: ApiKeyStore; now: Clock; randomBytes: RandomBytes };

/** DELETE /v1/api-keys/{id}: it stops working within seconds, and stays listed. */
export const createHandler = (deps: RevokeDeps) =>
  httpFunction(async (event) => {
    const { person: caller, customerId } = keyManager(callerOf(event));
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller, now: now(), randomBytes, requestId };
    const revoked = await revokeApiKey(deps, { id: pathIdOf(event), customerId }, context);
    logger.info('api key revoked', { requestId, keyId: revoked.id });
    return json(200, viewApiKey(revoked));
  });
