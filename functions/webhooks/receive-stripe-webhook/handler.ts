import { jsonType } from '#runtime/read-request';
import { type WebhookDeps, type WebhookKind, webhookFunction } from '#runtime/webhooks';

/** POST /webhooks/stripe */
export const createHandler = ({
  delayOf,
  isRepetition,
  ...deps
}: WebhookDeps & Required<Pick<WebhookKind, 'delayOf' | 'isRepetition'>>) =>
  webhookFunction(
    {
      provider: 'stripe',
      contentType: jsonType,
      proofs: ['stripe-signature'],
      delayOf,
      isRepetition,
    },
    deps,
  );
