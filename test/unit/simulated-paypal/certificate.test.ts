import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { selfSignedCertificate } from '../../../local/providers/paypal/certificate.ts';
import { signedMessage } from '../../../local/providers/paypal/webhook-signer.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const aCertificate = (notBefore: string, notAfter: string) =>
  new X509Certificate(
    selfSignedCertificate({
      ...keys,
      commonName: 'messageverificationcerts.sandbox.paypal.com',
      organization: 'Péage d’essai',
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
    }),
  );

test('Node reads the certificate, which is signed with its own key', () => {
  const certificate = aCertificate('2026-11-20T10:00:00Z', '2036-11-21T10:00:00Z');
  expect(certificate.verify(keys.publicKey)).toBe(true);
  expect(certificate.verify(other.publicKey)).toBe(false);
  expect(certificate.checkPrivateKey(keys.privateKey)).toBe(true);
  expect(certificate.publicKey.equals(keys.publicKey)).toBe(true);
  expect(certificate.checkHost('messageverificationcerts.sandbox.paypal.com')).toBeDefined();
  expect(certificate.subjectAltName).toBe('DNS:messageverificationcerts.sandbox.paypal.com');
  expect(certificate.subject).toContain('Péage d’essai');
  expect(certificate.issuer).toBe(certificate.subject);
});

test('it is valid exactly as long as requested, also past 2050', () => {
  const certificate = aCertificate('2026-11-20T10:00:00Z', '2061-11-21T10:00:05Z');
  expect(new Date(certificate.validFrom).toISOString()).toBe('2026-11-20T10:00:00.000Z');
  expect(new Date(certificate.validTo).toISOString()).toBe('2061-11-21T10:00:05.000Z');
});

test('the signed text contains the checksum of the raw body as an unsigned decimal', () => {
  const transmission = {
    id: '69cd13f0-d67a-11e5-baa3-778b53f4ae55',
    time: '2026-11-21T10:00:00Z',
    webhookId: '1JE4291016473214C',
    body: '{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED"}',
  };
  expect(signedMessage(transmission)).toBe(
    '69cd13f0-d67a-11e5-baa3-778b53f4ae55|2026-11-21T10:00:00Z|1JE4291016473214C|2325436976',
  );
});
