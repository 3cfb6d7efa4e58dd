import { createEndpointRequest, viewEndpoint } from '#contract/webhooks/endpoints';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { RandomBytes } from '#domain/clock';
import { createEndpoint, type ManageDeps } from '#domain/webhooks/manage-endpoints';
import { secretOf } from '#domain/webhooks/signature';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CreateDeps = ManageDeps &
  AnswerDeps & { masterKeys: () => Promise<readonly string[]>; randomBytes: RandomBytes };

/** POST /v1/admin/webhook-endpoints: only the first answer has the secret, which is never stored. */
export const createHandler = (deps: CreateDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const wanted = parseBody(createEndpointRequest, event);
    const requestId = requestIdOf(event);
    // Before anything is made: without the key no endpoint could be told anything.
    const [masterKey = ''] = await deps.masterKeys();
    const first: { secret?: string } = {};
    const kept = await answerOnce(deps, event, caller, async (claim) => {
      const context = actOf(deps, caller, requestId);
      const endpoint = await createEndpoint(deps, { ...wanted, claim }, context);
      first.secret = secretOf(masterKey, endpoint);
      logger.info('webhook endpoint created', { requestId, endpointId: endpoint.id });
      return { statusCode: 201, body: JSON.stringify(viewEndpoint(endpoint)) };
    });
    return json(kept.statusCode, { ...JSON.parse(kept.body), secret: first.secret ?? null });
  });
