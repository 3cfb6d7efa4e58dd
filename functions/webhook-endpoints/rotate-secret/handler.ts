import { rotateSecretRequest, viewEndpoint } from '#contract/webhooks/endpoints';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { RandomBytes } from '#domain/clock';
import type { Pause } from '#domain/pause';
import type { WebhookEndpointStore } from '#domain/webhooks/endpoint';
import { rotateSecret } from '#domain/webhooks/rotate-secret';
import { secretOf } from '#domain/webhooks/signature';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type RotateDeps = AnswerDeps & {
  endpoints: Pick<WebhookEndpointStore, 'find' | 'save'>;
  masterKeys: () => Promise<readonly string[]>;
  pause: Pause;
  randomBytes: RandomBytes;
};

/** POST /v1/admin/webhook-endpoints/{id}/rotate-secret: only the first answer has the secret. */
export const createHandler = (deps: RotateDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { overlapHours } = parseBody(rotateSecretRequest, event);
    const [masterKey = ''] = await deps.masterKeys();
    const first: { secret?: string } = {};
    const kept = await answerOnce(deps, event, caller, async () => {
      const context = actOf(deps, caller, requestIdOf(event));
      const endpoint = await rotateSecret(deps, { id: pathIdOf(event), overlapHours }, context);
      first.secret = secretOf(masterKey, endpoint);
      logger.info('webhook secret rotated', { endpointId: endpoint.id });
      return { statusCode: 200, body: JSON.stringify(viewEndpoint(endpoint)) };
    });
    return json(kept.statusCode, { ...JSON.parse(kept.body), secret: first.secret ?? null });
  });
