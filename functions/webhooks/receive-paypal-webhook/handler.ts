import { jsonType } from '#runtime/read-request';
import { type WebhookDeps, webhookFunction } from '#runtime/webhooks';

/** POST /webhooks/paypal */
export const createHandler = (deps: WebhookDeps) =>
  webhookFunction(
    {
      provider: 'paypal',
      contentType: jsonType,
      proofs: [
        'paypal-transmission-id',
        'paypal-transmission-time',
        'paypal-transmission-sig',
        'paypal-cert-url',
        'paypal-auth-algo',
      ],
    },
    deps,
  );
