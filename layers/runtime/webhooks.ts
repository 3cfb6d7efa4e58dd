import type { ReceivedNotification } from '#domain/inbox/received-notification';
import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import { type HttpEvent, httpFunction, json, rawBodyOf, requestIdOf } from './http.ts';
import { requireContentType } from './read-request.ts';

/** What a provider's endpoint was sent. */
export type WebhookMessage = {
  headers: Record<string, string | undefined>;
  rawBody: Buffer;
  sourceAddress: string;
};

export type WebhookDeps = {
  /**
   * Checks that the provider sent these very bytes, with secrets read no longer ago than this.
   *
   * @throws WebhookRejectedError when it did not.
   * @throws VerificationUnavailableError when that cannot be found out now.
   */
  verify: (message: WebhookMessage, secretMaxAgeMs?: number) => Promise<void>;
  queue: { send(notification: ReceivedNotification, delaySeconds: number): Promise<void> };
  now: () => Date;
};

export type WebhookKind = {
  provider: ReceivedNotification['provider'];
  contentType: RegExp;
  /** Headers that prove where it came from; the others are not kept. */
  proofs: readonly string[];
  /** Seconds that a notification may wait. */
  delayOf?: (rawBody: string) => number;
};

/** The largest events of any provider are some tens of kilobytes; a message of SQS takes this. */
const bodyBytesMax = 180 * 1024;

/** Forged mail must not make us read the secret again at every try. */
const secretMaxAgeAfterMismatchMs = 30_000;

/** Of each name and value that is kept. */
const headerLengthMax = 2_000;

/**
 * The pipeline of every endpoint for notifications: verify, store durably, answer. What one means is
 * found out from the queue.
 */
export const webhookFunction = (kind: WebhookKind, deps: WebhookDeps) =>
  httpFunction(
    async (event) => {
      const message = messageOf(event);
      if (message.rawBody.byteLength === 0)
        throw new WebhookRejectedError('body_empty', 'A notification has a body.');
      requireContentType(event, kind.contentType);
      await verifyPatiently(deps, message);
      const notification: ReceivedNotification = {
        provider: kind.provider,
        receivedAt: deps.now().toISOString(),
        requestId: requestIdOf(event),
        ...textOrBase64(message.rawBody),
        headers: proofsOf(kind, message),
      };
      await deps.queue.send(notification, kind.delayOf?.(notification.rawBody) ?? 0);
      return json(200, { received: true });
    },
    { anonymousBytesMax: bodyBytesMax },
  );

/** A secret that was rotated a moment ago is read once more before a signature is called wrong. */
async function verifyPatiently({ verify }: WebhookDeps, message: WebhookMessage): Promise<void> {
  await verify(message).catch((error: unknown) => {
    const mayBeRotated =
      error instanceof WebhookRejectedError && error.code === 'signature_invalid';
    if (!mayBeRotated) throw error;
    return verify(message, secretMaxAgeAfterMismatchMs);
  });
}

const messageOf = (event: HttpEvent): WebhookMessage => ({
  headers: event.headers,
  rawBody: rawBodyOf(event),
  sourceAddress: event.requestContext.http.sourceIp,
});

function textOrBase64(rawBody: Buffer): Pick<ReceivedNotification, 'rawBody' | 'encoding'> {
  const text = rawBody.toString('utf8');
  return Buffer.from(text, 'utf8').equals(rawBody)
    ? { rawBody: text, encoding: 'utf8' }
    : { rawBody: rawBody.toString('base64'), encoding: 'base64' };
}

const proofsOf = ({ proofs }: WebhookKind, { headers }: WebhookMessage): Record<string, string> =>
  Object.fromEntries(
    proofs.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value.slice(0, headerLengthMax)]];
    }),
  );
