import { type KeyObject, verify } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Clock } from '#domain/clock';
import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import { type CertificateSource, Certificates } from './certificates.ts';

export type PayPalDelivery = {
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  rawBody: Uint8Array;
  /** Ids of our own webhooks; several while one replaces another. */
  webhookIds: readonly string[];
};

/** PayPal retries for three days and signs every attempt anew; one hour for clocks. */
const toleranceMs = (3 * 24 + 1) * 60 * 60 * 1000;

/**
 * Checks that PayPal sent exactly these bytes to one of our webhooks
 * (developer.paypal.com/api/rest/webhooks/rest, "self verification").
 *
 * SHA256withRSA over `<transmission id>|<time>|<webhook id>|<CRC-32 of the raw body>`, by a
 * certificate that is fetched only from the allowed origins. A CRC-32 protects against accidents,
 * not against an attacker with a genuine signature: the body is a hint, and PayPal is asked.
 *
 * The promise rejects with WebhookRejectedError (`signature_missing`, `signature_invalid`,
 * `signature_stale`, `certificate_not_allowed`), or with VerificationUnavailableError when the
 * certificate cannot be fetched. Fetches nothing for a notification that can be rejected without.
 */
export function payPalVerifier(
  source: CertificateSource,
): (delivery: PayPalDelivery) => Promise<void> {
  const certificates = new Certificates(source);
  return async ({ headers, rawBody, webhookIds }) => {
    const proof = readProof(headers);
    const url = certificates.requireAllowed(proof.certificateUrl);
    requireFresh(proof, source.now);
    const { publicKey } = await certificates.at(url);
    const isGenuine = webhookIds.some((id) => isSigned(proof, id, { rawBody, publicKey }));
    if (!isGenuine)
      throw invalid('No signature matches these bytes. Is the webhook’s id the right one?');
  };
}

type Proof = { id: string; time: string; signature: Buffer; certificateUrl: string };

const proofHeaders = [
  'paypal-transmission-id',
  'paypal-transmission-time',
  'paypal-transmission-sig',
  'paypal-cert-url',
  'paypal-auth-algo',
] as const;

function readProof(headers: PayPalDelivery['headers']): Proof {
  const missing = proofHeaders.filter((name) => !headers[name]);
  if (missing.length > 0)
    throw new WebhookRejectedError(
      'signature_missing',
      `Headers are missing: ${missing.join(', ')}.`,
    );
  const [id = '', time = '', text = '', certificateUrl = '', algorithm = ''] = proofHeaders.map(
    (name) => headers[name],
  );
  if (algorithm !== 'SHA256withRSA') throw invalid('Only SHA256withRSA is accepted.');
  const signature = Buffer.from(text, 'base64');
  // Otherwise several texts would be accepted for the same signature.
  if (signature.toString('base64') !== text) throw invalid('The signature is not base64.');
  return { id, time, signature, certificateUrl };
}

function requireFresh({ time }: Proof, now: Clock): void {
  const sentMs = timeForm.test(time) ? Date.parse(time) : Number.NaN;
  if (Number.isNaN(sentMs)) throw invalid('The time of the transmission is none.');
  if (now().getTime() - sentMs > toleranceMs)
    throw new WebhookRejectedError('signature_stale', 'The signature is older than three days.');
}

const timeForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function isSigned(
  { id, time, signature }: Proof,
  webhookId: string,
  { rawBody, publicKey }: { rawBody: Uint8Array; publicKey: KeyObject },
): boolean {
  const message = Buffer.from([id, time, webhookId, crc32(rawBody)].join('|'));
  return verify('RSA-SHA256', message, publicKey, signature);
}

const invalid = (message: string) => new WebhookRejectedError('signature_invalid', message);
