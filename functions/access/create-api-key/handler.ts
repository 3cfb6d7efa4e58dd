import { viewApiKey } from '#contract/api-key-view';
import { createApiKeyRequest } from '#contract/api-keys';
import { type ApiKeyStore, createApiKey, type ReadCustomers } from '#domain/access/api-key';
import { keyManager, requireGrantable } from '#domain/access/manage-keys';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import type { RepeatStore } from '#domain/idempotency';
import { repeatable } from '#domain/idempotency';
import type { Pause } from '#domain/pause';
import { callerOf, claimOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CreateDeps = {
  apiKeys: ApiKeyStore;
  customers: ReadCustomers;
  idempotency: RepeatStore;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** POST /v1/api-keys: only the first answer contains the key. An owner creates their customer's. */
export const createHandler = (deps: CreateDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const request = parseBody(createApiKeyRequest, event);
    const { person, customerId } = keyManager(caller, request.customerId);
    requireGrantable(person, request.scopes);
    const claim = await repeatable(deps.idempotency, claimOf(event, caller, deps.now()));
    const context = actOf(deps, person, requestIdOf(event));
    const newKey = { ...request, customerId, claim };
    const { apiKey, text } = await createApiKey(deps, newKey, context);
    logger.info('api key created', { requestId: requestIdOf(event), keyId: apiKey.id });
    return json(201, { ...viewApiKey(apiKey), key: text });
  });
