import type { ReceivedNotification } from '#domain/inbox/received-notification';
import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import { type HttpEvent, httpFunction, json, rawBodyOf, requestIdOf } from './http.ts';
import { logger } from './log.ts';
import { requireContentType } from './read-request.ts';

/** The request to a provider's endpoint. */
export type WebhookMessage = {
  headers: Record<string, string | undefined>;
  rawBody: Buffer;
  sourceAddress: string;
};

/** What was received of a sender: a payment provider, or the invoicing platform. */
type NotificationOf<Sender extends string> = Omit<ReceivedNotification, 'provider'> & {
  provider: Sender;
};

export type WebhookDeps<Sender extends string = ReceivedNotification['provider']> = {
  /**
   * Checks that the provider sent exactly these bytes, with secrets read at most this long ago.
   *
   * @throws WebhookRejectedError when it did not.
   * @throws VerificationUnavailableError when that cannot be determined now.
   */
  verify: (message: WebhookMessage, secretMaxAgeMs?: number) => Promise<void>;
  queue: { send(notification: NotificationOf<Sender>, delaySeconds: number): Promise<void> };
  now: () => Date;
};

export type WebhookKind<Sender extends string = ReceivedNotification['provider']> = {
  provider: Sender;
  contentType: RegExp;
  /** Headers that prove the origin; other headers are dropped. */
  proofs: readonly string[];
  /** Seconds to delay the handling of a notification. */
  delayOf?: (rawBody: string) => number;
  /** Whether another notification tells the same: such a one is acknowledged, and not kept. */
  isRepetition?: (rawBody: string) => boolean;
};

/** Providers' largest events have some tens of kilobytes; an SQS message holds this much. */
const bodyBytesMax = 180 * 1024;

/** Limits secret reads, so that forged notifications cannot cause an SSM call each. */
const secretMaxAgeAfterMismatchMs = 30_000;

/** Maximum length of each header name and value. */
const headerLengthMax = 2_000;

/**
 * The pipeline of every endpoint for notifications: verify, store durably, answer. The queue's
 * consumer interprets the notification.
 */
export const webhookFunction = <Sender extends string>(
  kind: WebhookKind<Sender>,
  deps: WebhookDeps<Sender>,
) =>
  httpFunction(
    async (event) => {
      const message = messageOf(event);
      if (message.rawBody.byteLength === 0)
        throw new WebhookRejectedError('body_empty', 'The notification has no body.');
      requireContentType(event, kind.contentType);
      await verifyPatiently(deps, message);
      const notification: NotificationOf<Sender> = {
        provider: kind.provider,
        receivedAt: deps.now().toISOString(),
        requestId: requestIdOf(event),
        arrivedAt: new Date(event.requestContext.timeEpoch).toISOString(),
        ...textOrBase64(message.rawBody),
        headers: proofsOf(kind, message),
      };
      if (kind.isRepetition?.(notification.rawBody))
        logger.info('notification repeats another', { provider: kind.provider });
      else await deps.queue.send(notification, kind.delayOf?.(notification.rawBody) ?? 0);
      return json(200, { received: true });
    },
    { anonymousBytesMax: bodyBytesMax },
  );

/** Before it rejects a signature, reads the secret again in case it was just rotated. */
async function verifyPatiently(
  { verify }: Pick<WebhookDeps, 'verify'>,
  message: WebhookMessage,
): Promise<void> {
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

const proofsOf = (
  { proofs }: Pick<WebhookKind, 'proofs'>,
  { headers }: WebhookMessage,
): Record<string, string> =>
  Object.fromEntries(
    proofs.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value.slice(0, headerLengthMax)]];
    }),
  );
