import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Fetch } from '#providers/http-client';
import { type PayPalDelivery, payPalVerifier } from '#providers/paypal/verify-notification';
import { selfSignedCertificate } from '../../../local/providers/paypal/certificate.ts';

type Vector = { body: string; message: string; signature_b64: string; public_key_pem: string };

const vector = JSON.parse(
  readFileSync(new URL('../../fixtures/signatures/paypal.json', import.meta.url), 'utf8'),
) as Vector;

const [transmissionId = '', time = '', webhookId = ''] = vector.message.split('|');

export { time as sentAt, vector, webhookId };

export const origin = 'https://api.paypal.com';
export const certificateUrl = `${origin}/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270`;

const anyKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A certificate for this key; who signed it does not matter, where it was fetched does. */
export const certificateFor = (
  publicKey: KeyObject,
  { from = '2026-01-01', to = '2027-01-01' } = {},
): string =>
  selfSignedCertificate({
    ...{ publicKey, privateKey: anyKeys.privateKey },
    commonName: 'messageverificationcerts.paypal.com',
    organization: 'PayPal, Inc.',
    notBefore: new Date(from),
    notAfter: new Date(to),
  });

/** The certificate that belongs to the signature of the fixture. */
export const genuineCertificate = certificateFor(createPublicKey(vector.public_key_pem));

export const genuineHeaders: PayPalDelivery['headers'] = {
  'paypal-transmission-id': transmissionId,
  'paypal-transmission-time': time,
  'paypal-transmission-sig': vector.signature_b64,
  'paypal-cert-url': certificateUrl,
  'paypal-auth-algo': 'SHA256withRSA',
};

/** PayPal's answers to who fetches certificates, and what was asked. */
export function certificateServer(answer: () => Response | Promise<Response>) {
  const asked: string[] = [];
  const fetch: Fetch = async (url) => {
    asked.push(String(url));
    return answer();
  };
  return { asked, fetch };
}

/** A verifier in the second in which the fixture was sent, unless the test says otherwise. */
export const verifierWith = (changes: Partial<Parameters<typeof payPalVerifier>[0]> = {}) =>
  payPalVerifier({
    certificateOrigins: [origin],
    fetch: certificateServer(() => new Response(genuineCertificate)).fetch,
    now: () => new Date(time),
    ...changes,
  });

export const deliveryWith = (changes: Partial<PayPalDelivery> = {}): PayPalDelivery => ({
  headers: genuineHeaders,
  rawBody: new TextEncoder().encode(vector.body),
  webhookIds: [webhookId],
  ...changes,
});
