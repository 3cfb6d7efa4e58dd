import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const stepSeconds = 30;

/** A new secret for an authenticator app: 160 bits in base 32. */
export const newTotpSecret = (): string =>
  [...randomBytes(32)].map((byte) => alphabet[byte % 32]).join('');

/** The six digits of this moment (RFC 6238 with SHA-1, as authenticator apps do). */
export function totpCode(secret: string, at: Date): string {
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1000 / stepSeconds)));
  const digest = createHmac('sha1', bytesOf(secret)).update(step).digest();
  const place = digest[digest.length - 1]! & 15;
  const number = (digest.readUInt32BE(place) & 0x7fff_ffff) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** Also takes the code before and after this moment's: clocks differ, and typing takes a while. */
export function isTotpCode(code: string, secret: string, now: Date): boolean {
  const given = Buffer.from(code.replaceAll(' ', ''));
  return [-1, 0, 1].some((steps) => {
    const at = new Date(now.getTime() + steps * stepSeconds * 1000);
    const expected = Buffer.from(totpCode(secret, at));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
