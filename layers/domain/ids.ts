export type IdPrefix =
  | 'pay'
  | 'ref'
  | 'inv'
  | 'evt'
  | 'key'
  | 'cus'
  | 'aud'
  | 'prj'
  | 'prd'
  | 'ord'
  | 'file'
  | 'exp'
  | 'we'
  | 'alt';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Creates `pay_01KA…`: a prefix and a ULID, so that ids sort by time.
 *
 * @param entropy 10 bytes; the same time and bytes give the same id.
 * @example newId('pay', now(), randomBytes(10)) // 'pay_01KA…'
 */
export function newId(prefix: IdPrefix, at: Date, entropy: Uint8Array): string {
  return `${prefix}_${encode(BigInt(at.getTime()), 10)}${encode(toBigInt(entropy), 16)}`;
}

/** The time in an id, to the millisecond. */
export function timeOfId(id: string): Date {
  const digits = [...id.slice(id.indexOf('_') + 1).slice(0, 10)];
  return new Date(digits.reduce((ms, digit) => ms * 32 + crockford.indexOf(digit), 0));
}

function encode(value: bigint, length: number): string {
  let text = '';
  for (let rest = value, left = length; left > 0; left--, rest >>= 5n)
    text = crockford[Number(rest & 31n)] + text;
  return text;
}

const toBigInt = (bytes: Uint8Array): bigint =>
  bytes.slice(0, 10).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
