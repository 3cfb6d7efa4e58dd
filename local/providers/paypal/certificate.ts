import type { KeyObject } from 'node:crypto';
import { randomBytes, sign } from 'node:crypto';
import * as der from './der.ts';

const sha256WithRsa = '1.2.840.113549.1.1.11';
const commonNameId = '2.5.4.3';
const organizationId = '2.5.4.10';
const subjectAlternativeName = '2.5.29.17';
const version3 = Buffer.of(2);
const dnsNameTag = 0x82;
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

/** An X.509 certificate, version 3, in PEM, that vouches for the key with the key itself. */
export function selfSignedCertificate(terms: CertificateTerms): string {
  const algorithm = der.sequence(der.objectId(sha256WithRsa), der.nothing());
  const name = nameOf(terms);
  const body = der.sequence(
    der.explicit(0, der.integer(version3)),
    der.integer(serialNumber()),
    algorithm,
    name,
    der.sequence(der.time(terms.notBefore), der.time(terms.notAfter)),
    name,
    terms.publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(alternativeName(terms.commonName))),
  );
  const signature = sign('RSA-SHA256', body, terms.privateKey);
  return toPem(der.sequence(body, algorithm, der.bitString(signature)));
}

function nameOf({ commonName, organization }: CertificateTerms): Buffer {
  const part = (id: string, text: string) =>
    der.setOf(der.sequence(der.objectId(id), der.utf8String(text)));
  return der.sequence(part(organizationId, organization), part(commonNameId, commonName));
}

function alternativeName(host: string): Buffer {
  const names = der.sequence(der.derValue(dnsNameTag, Buffer.from(host, 'latin1')));
  return der.sequence(der.objectId(subjectAlternativeName), der.octetString(names));
}

/** The first octet is neither 0 nor above 127: the shortest encoding needs no octet before it. */
function serialNumber(): Buffer {
  const serial = randomBytes(serialBytes);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial;
}

function toPem(octets: Buffer): string {
  const lines = octets.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
