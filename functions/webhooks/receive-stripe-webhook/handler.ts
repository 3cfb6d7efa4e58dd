import { jsonType } from '#runtime/read-request';
import { type WebhookDeps, webhookFunction } from '#runtime/webhooks';

/** POST /webhooks/stripe */
export const createHandler = ({
  delayOf,
  ...deps
}: WebhookDeps & { delayOf: (rawBody: string) => number }) =>
  webhookFunction(
    { provider: 'stripe', contentType: jsonType, proofs: ['stripe-signature'], delayOf },
    deps,
  );
