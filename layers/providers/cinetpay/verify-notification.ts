import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  VerificationUnavailableError,
  WebhookRejectedError,
} from '#domain/inbox/unproven-notification';
import { subjectOf } from './notification.ts';
import {
  bytesOf,
  type NotificationFields,
  notificationFields,
  textOf,
} from './notification-fields.ts';
import { paymentIdOf } from './transaction-id.ts';

export type CinetPayProof = {
  headers: Record<string, string | undefined>;
  rawBody: Uint8Array;
  /** Live secrets of the older API; not read for notifications of the new one. */
  readSecretKeys: () => Promise<readonly string[]>;
  /** Our own sites; when absent, any site that our secret has signed for. */
  siteIds?: readonly string[];
  /** SHA-256, in hex, of the token that the new API returned when the payment was opened. */
  findTokenHash: (paymentId: string) => Promise<{ found: boolean; hash?: string }>;
};

/**
 * Checks that CinetPay sent this: the older API signs its fields (header `x-token`), the new one
 * repeats the `notify_token` of the payment.
 *
 * Neither proof contains a time, and the signed fields are joined without separators. A
 * notification can therefore be replayed at any time, and only proves that there is something to
 * look at: its effect must come from asking the provider.
 *
 * @throws WebhookRejectedError `signature_missing` or `signature_invalid`.
 * @throws VerificationUnavailableError when the payment's token is not stored yet.
 */
export async function verifyCinetPayNotification(proof: CinetPayProof): Promise<void> {
  const fields = notificationFields(proof.rawBody);
  const signature = proof.headers['x-token']?.trim();
  if (signature) return verifySignature(proof, fields, signature);
  const token = fields.get('notify_token');
  if (!token)
    throw new WebhookRejectedError(
      'signature_missing',
      'There is neither an x-token header nor a notify_token.',
    );
  return verifyToken(proof, fields, token);
}

/** In the order of the signature; a missing field is signed as empty. */
const signedFields = [
  'cpm_site_id',
  'cpm_trans_id',
  'cpm_trans_date',
  'cpm_amount',
  'cpm_currency',
  'signature',
  'payment_method',
  'cel_phone_num',
  'cpm_phone_prefixe',
  'cpm_language',
  'cpm_version',
  'cpm_payment_config',
  'cpm_page_action',
  'cpm_custom',
  'cpm_designation',
  'cpm_error_message',
];

async function verifySignature(
  { readSecretKeys, siteIds }: CinetPayProof,
  fields: NotificationFields,
  signature: string,
): Promise<void> {
  const signed = bytesOf(signedFields.map((name) => fields.get(name) ?? '').join(''));
  const given = Buffer.from(/^[0-9a-f]{64}$/i.test(signature) ? signature : '', 'hex');
  const isGenuine = (await readSecretKeys()).some((secretKey) =>
    isEqual(createHmac('sha256', secretKey).update(signed).digest(), given),
  );
  const isOfOurs = siteIds?.includes(textOf(fields.get('cpm_site_id'))) ?? true;
  if (!isGenuine || !isOfOurs)
    throw invalid('The x-token does not match. Is the secret key that of the account?');
}

async function verifyToken(
  { findTokenHash }: CinetPayProof,
  fields: NotificationFields,
  token: string,
): Promise<void> {
  const paymentId = paymentIdOf(subjectOf(fields).transactionId);
  const { found, hash } =
    paymentId === undefined ? { found: false } : await findTokenHash(paymentId);
  if (!found) throw invalid('There is no such payment.');
  // CinetPay may be faster than our own write of its token.
  if (hash === undefined) throw new VerificationUnavailableError();
  const digest = createHash('sha256').update(bytesOf(token)).digest();
  if (!isEqual(digest, Buffer.from(hash, 'hex')))
    throw invalid('The notify_token is not that of the payment.');
}

const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const invalid = (message: string) => new WebhookRejectedError('signature_invalid', message);
