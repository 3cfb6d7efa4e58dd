import { type AuditContext, type AuditedChange, auditEntry } from '../audit/audit-entry.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { WebhookEndpoint, WebhookEndpointStore } from './endpoint.ts';
import { requireEndpoint } from './require-endpoint.ts';
import { WebhookRefusedError } from './webhook-errors.ts';

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the webhook endpoint' };

const hourMs = 3_600_000;

/**
 * Gives an endpoint its next secret. Until the hours are over, every webhook has two signatures.
 *
 * @param overlapHours 0 ends the old secret at once, for one that has leaked.
 * @throws NotFoundError when there is no such endpoint.
 * @throws WebhookRefusedError when the secret before is still valid: there would be three.
 */
export async function rotateSecret(
  { endpoints, pause }: { endpoints: Pick<WebhookEndpointStore, 'find' | 'save'>; pause: Pause },
  { id, overlapHours }: { id: string; overlapHours: number },
  context: AuditContext,
): Promise<WebhookEndpoint> {
  const { now } = context;
  return untilSaved({ ...race, pause }, async () => {
    const before = await requireEndpoint(endpoints, id);
    const { previousSecretUntil, ...rest } = before;
    const isRotating = previousSecretUntil !== undefined && now.toISOString() < previousSecretUntil;
    if (isRotating && overlapHours > 0) throw new WebhookRefusedError('webhook_secret_rotating');
    const until = new Date(now.getTime() + overlapHours * hourMs).toISOString();
    const after: WebhookEndpoint = {
      ...rest,
      secretVersion: before.secretVersion + 1,
      ...(overlapHours > 0 && { previousSecretUntil: until }),
      version: before.version + 1,
    };
    const audit = auditEntry(context, rotated(before, after));
    return (await endpoints.save(after, { audit })) === 'saved' ? after : overtaken;
  });
}

const rotated = (before: WebhookEndpoint, after: WebhookEndpoint): AuditedChange => ({
  action: 'webhook_endpoint.secret_rotated',
  subject: after.id,
  before: { secretVersion: before.secretVersion },
  after: {
    secretVersion: after.secretVersion,
    previousSecretUntil: after.previousSecretUntil ?? null,
  },
});
