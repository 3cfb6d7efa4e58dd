import type { KeyObject } from 'node:crypto';
import { generateKeyPair, generateKeyPairSync, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { newId } from './ids.ts';

export const authAlgorithm = 'SHA256withRSA';

const rsaKey = { modulusLength: 2048 };
const dayMs = 24 * 60 * 60 * 1000;
const yearMs = 365 * dayMs;

/** The content of the signature; it covers only a checksum of the body. */
export type Transmission = {
  id: string;
  time: string;
  webhookId: string;
  body: string | Uint8Array;
};

/** The text that PayPal signs, e.g. `69cd13f0-…|2026-11-21T10:00:00Z|1JE4…|2325436976`. */
export function signedMessage({ id, time, webhookId, body }: Transmission): string {
  return [id, time, webhookId, crc32(body)].join('|');
}

/** PayPal's key, new at every start, and its published certificate. */
export class WebhookSigner {
  readonly certificateId = newId('certificate');
  private readonly publicKey: KeyObject;
  private readonly privateKey: KeyObject;
  private strangersKey: KeyObject | undefined;

  private readonly times: number[];
  private certificatePem: Promise<string> | undefined;

  private constructor(keys: { publicKey: KeyObject; privateKey: KeyObject }, nowMs: number) {
    this.publicKey = keys.publicKey;
    this.privateKey = keys.privateKey;
    // The receiver uses the machine's clock, which may differ much from the simulated one.
    this.times = [nowMs, Date.now()];
  }

  /** Made when somebody asks for it: what makes it is too heavy to be loaded at every start. */
  certificate(): Promise<string> {
    this.certificatePem ??= this.newCertificate();
    return this.certificatePem;
  }

  private async newCertificate(): Promise<string> {
    const { selfSignedCertificate } = await import('./certificate.ts');
    return selfSignedCertificate({
      ...{ publicKey: this.publicKey, privateKey: this.privateKey },
      commonName: 'messageverificationcerts.sandbox.paypal.com',
      organization: 'Simulated PayPal',
      notBefore: new Date(Math.min(...this.times) - dayMs),
      notAfter: new Date(Math.max(...this.times) + 10 * yearMs),
    });
  }

  static async create(nowMs: number): Promise<WebhookSigner> {
    return new WebhookSigner(await promisify(generateKeyPair)('rsa', rsaKey), nowMs);
  }

  sign(transmission: Transmission): string {
    return signedWith(this.privateKey, transmission);
  }

  /** A valid signature with another key. */
  forge(transmission: Transmission): string {
    this.strangersKey ??= generateKeyPairSync('rsa', rsaKey).privateKey;
    return signedWith(this.strangersKey, transmission);
  }

  isGenuine(transmission: Transmission, signature: string): boolean {
    const message = Buffer.from(signedMessage(transmission));
    return verify('RSA-SHA256', message, this.publicKey, Buffer.from(signature, 'base64'));
  }
}

function signedWith(key: KeyObject, transmission: Transmission): string {
  return sign('RSA-SHA256', Buffer.from(signedMessage(transmission)), key).toString('base64');
}
