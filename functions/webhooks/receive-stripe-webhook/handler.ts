import type { ReceivedNotification } from '#domain/payments/received-notification';
import { WebhookRejectedError } from '#domain/payments/webhook-errors';
import { httpFunction, json, rawBodyOf, requestIdOf, requireJson } from '#runtime/http';

export type ReceiveDeps = {
  /** @throws WebhookRejectedError unless Stripe signed these bytes. */
  verify: (signed: {
    header: string | undefined;
    rawBody: Uint8Array;
    secrets: readonly string[];
    now: Date;
  }) => void;
  readSecrets: (maxAgeMs?: number) => Promise<readonly string[]>;
  /** Seconds that a notification may wait. */
  delayOf: (rawBody: string) => number;
  queue: { send(notification: ReceivedNotification, delaySeconds: number): Promise<void> };
  now: () => Date;
};

/** The largest events of Stripe are some tens of kilobytes. */
const bodyBytesMax = 256 * 1024;

/** Forged mail must not make us read the secret again at every try. */
const secretMaxAgeAfterMismatchMs = 30_000;

/** POST /webhooks/stripe: verify, store durably, answer. What it means is found out from the queue. */
export const createHandler = (deps: ReceiveDeps) =>
  httpFunction(async (event) => {
    const rawBody = rawBodyOf(event);
    if (rawBody.byteLength === 0)
      throw new WebhookRejectedError('body_empty', 'A notification has a body.');
    requireJson(event, bodyBytesMax);
    const header = event.headers['stripe-signature'];
    await verify(deps, header, rawBody);
    const text = rawBody.toString('utf8');
    const notification: ReceivedNotification = {
      provider: 'stripe',
      receivedAt: deps.now().toISOString(),
      requestId: requestIdOf(event),
      rawBody: text,
      headers: { 'stripe-signature': header ?? '' },
    };
    await deps.queue.send(notification, deps.delayOf(text));
    return json(200, { received: true });
  });

/** A secret that was rotated a moment ago is read once more before a signature is called wrong. */
async function verify(
  deps: ReceiveDeps,
  header: string | undefined,
  rawBody: Uint8Array,
): Promise<void> {
  const check = async (maxAgeMs?: number) =>
    deps.verify({ header, rawBody, secrets: await deps.readSecrets(maxAgeMs), now: deps.now() });
  await check().catch((error: unknown) => {
    const mayBeRotated =
      error instanceof WebhookRejectedError && error.code === 'signature_invalid';
    if (!mayBeRotated) throw error;
    return check(secretMaxAgeAfterMismatchMs);
  });
}
