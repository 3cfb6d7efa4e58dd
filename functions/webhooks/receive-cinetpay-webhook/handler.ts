import { httpFunction, json } from '#runtime/http';
import { type WebhookDeps, webhookFunction } from '#runtime/webhooks';

/** The older API posts a form of undocumented type, so every type is accepted. */
const contentType =
  /^(application\/(x-www-form-urlencoded|([\w.+-]+\+)?json)|multipart\/form-data)\b/i;

/**
 * POST /webhooks/cinetpay; also GET and HEAD, since CinetPay checks that the address exists before
 * it sends anything.
 */
export const createHandler = (deps: WebhookDeps): ReturnType<typeof webhookFunction> => {
  const receive = webhookFunction(
    { provider: 'cinetpay', contentType, proofs: ['x-token', 'content-type'] },
    deps,
  );
  const beThere = httpFunction(async () => json(200, { ready: true }));
  return ((event, context) =>
    event.requestContext.http.method === 'POST'
      ? receive(event, context)
      : beThere(event, context)) as typeof receive;
};
