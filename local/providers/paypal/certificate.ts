import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import forge from 'node-forge';

const serialBytes = 16;

/** Whose key it is, and from when until when. */
export type CertificateTerms = {
  commonName: string;
  organization: string;
  notBefore: Date;
  notAfter: Date;
  publicKey: KeyObject;
  privateKey: KeyObject;
};

/**
 * An X.509 certificate, version 3, in PEM, that vouches for the key with the key itself.
 * `node:crypto` reads certificates and does not write them.
 */
export function selfSignedCertificate(terms: CertificateTerms): string {
  const { commonName, organization, notBefore, notAfter, publicKey, privateKey } = terms;
  const { pki, md, asn1 } = forge;
  const utf8 = asn1.Type.UTF8 as unknown as forge.asn1.Class;
  const name = [
    { name: 'organizationName', value: organization, valueTagClass: utf8 },
    { name: 'commonName', value: commonName, valueTagClass: utf8 },
  ];
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(String(publicKey.export(pemOf('spki'))));
  certificate.serialNumber = serialNumber();
  certificate.validity = { notBefore, notAfter };
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'subjectAltName', altNames: [{ type: dns, value: commonName }] },
  ]);
  certificate.sign(
    pki.privateKeyFromPem(String(privateKey.export(pemOf('pkcs8')))),
    md.sha256.create(),
  );
  return pki.certificateToPem(certificate);
}

/** The tag of a host among the alternative names (RFC 5280, 4.2.1.6). */
const dns = 2;

const pemOf = <Type extends 'spki' | 'pkcs8'>(type: Type) => ({ type, format: 'pem' as const });

/** The first octet is neither 0 nor above 127: the number is positive in its shortest encoding. */
function serialNumber(): string {
  const serial = randomBytes(serialBytes);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial.toString('hex');
}
