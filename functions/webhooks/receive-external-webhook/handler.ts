import { jsonType } from '#runtime/read-request';
import { type WebhookDeps, webhookFunction } from '#runtime/webhooks';

/** POST /webhooks/external */
export const createHandler = (deps: WebhookDeps) =>
  webhookFunction(
    {
      provider: 'external',
      contentType: jsonType,
      proofs: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
    },
    deps,
  );
