import { createHmac, timingSafeEqual } from 'node:crypto';
import { WebhookRejectedError } from '#domain/inbox/unproven-notification';

/** Stripe's own tolerance. Only for the past: a clock that is ahead does no harm. */
const toleranceSeconds = 300;

/**
 * Checks that Stripe sent exactly these bytes within the last five minutes.
 *
 * `Stripe-Signature: t=<unix>,v1=<hex>[,v1=…]`, HMAC-SHA256 over `<t>.<body>` with the whole
 * `whsec_…` text as the key (docs.stripe.com/webhooks/signature). Several secrets may be live
 * during a rotation.
 *
 * @throws WebhookRejectedError `signature_missing` when there is none, `signature_invalid` when it
 * does not prove these bytes or has another form, `signature_stale` when only its time is wrong.
 */
export function verifyStripeSignature(args: {
  header: string | undefined;
  rawBody: Uint8Array;
  secrets: readonly string[];
  now: Date;
}): void {
  const { timestamp, signatures } = parseHeader(args.header);
  const isGenuine = args.secrets.some((secret) => {
    const expected = createHmac('sha256', secret)
      .update(`${timestamp}.`)
      .update(args.rawBody)
      .digest();
    return signatures.some((signature) => isEqual(expected, Buffer.from(signature, 'hex')));
  });
  if (!isGenuine)
    throw invalid(
      'No signature matches these bytes. Is the endpoint’s signing secret the right one?',
    );
  if (args.now.getTime() / 1000 - Number(timestamp) > toleranceSeconds)
    throw new WebhookRejectedError('signature_stale', 'The signature is older than five minutes.');
}

const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

function parseHeader(header = ''): { timestamp: string; signatures: string[] } {
  const pairs = header.split(',').map((part) => part.trim().split('=', 2));
  const timestamp = pairs.find(([key]) => key === 't')?.[1] ?? '';
  const given = pairs.flatMap(([key, value]) => (key === 'v1' ? [value ?? ''] : []));
  if (given.length === 0)
    throw new WebhookRejectedError(
      'signature_missing',
      'There is no Stripe-Signature header with a v1 signature.',
    );
  if (!/^\d{1,12}$/.test(timestamp)) throw invalid('The Stripe-Signature header has no time.');
  const signatures = given.filter((value) => /^[0-9a-f]{64}$/.test(value));
  if (signatures.length === 0) throw invalid('A v1 signature has 64 hexadecimal digits.');
  return { timestamp, signatures };
}

const invalid = (message: string) => new WebhookRejectedError('signature_invalid', message);
