import { httpFunction, json } from '#runtime/http';
import { type WebhookDeps, webhookFunction } from '#runtime/webhooks';

/** The older API posts a form; which kind is not documented, so none is refused. */
const contentType =
  /^(application\/(x-www-form-urlencoded|([\w.+-]+\+)?json)|multipart\/form-data)\b/i;

/**
 * POST /webhooks/cinetpay; and GET and HEAD, by which CinetPay asks whether the address is there
 * before it sends anything.
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
