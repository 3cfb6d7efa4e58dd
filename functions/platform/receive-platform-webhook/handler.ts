import type { RandomBytes } from '#domain/clock';
import { newId } from '#domain/ids';
import type { PlatformStore } from '#domain/platform/platform-store';
import { logger } from '#runtime/log';
import { jsonType } from '#runtime/read-request';
import { type WebhookDeps, webhookFunction } from '#runtime/webhooks';

export type PlatformWebhookDeps = Pick<WebhookDeps, 'verify' | 'now'> & {
  flowIdIn: (body: string) => string | undefined;
  records: Pick<PlatformStore, 'tell'>;
  randomBytes: RandomBytes;
};

/** POST /webhooks/invoice-platform: what it tells is a reason to ask, by the event's job. */
export const createHandler = ({ flowIdIn, records, randomBytes, ...deps }: PlatformWebhookDeps) => {
  const { now } = deps;
  const queue: WebhookDeps<'invoice-platform'>['queue'] = {
    async send({ rawBody, receivedAt, requestId }) {
      const flowId = flowIdIn(rawBody);
      if (flowId === undefined) return logger.warn('notification without a flow', { requestId });
      const id = newId('evt', now(), randomBytes(10));
      const data = { flowId, platform: 'true' as const };
      const event = { id, type: 'platform.notified' as const, requestId, data };
      await records.tell({ ...event, occurredAt: receivedAt });
    },
  };
  const proofs = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const kind = { provider: 'invoice-platform' as const, contentType: jsonType, proofs };
  return webhookFunction(kind, { ...deps, queue });
};
