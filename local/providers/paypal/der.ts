/**
 * ASN.1 values in their distinguished encoding: as much as a certificate needs, because
 * `node:crypto` reads X.509 but does not write it.
 */

const multiByteLength = 0x80;

/** A tag, the length of what follows, and what follows. */
export function derValue(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOctets(content.length), content]);
}

export function sequence(...items: Buffer[]): Buffer {
  return derValue(0x30, ...items);
}

export function setOf(...items: Buffer[]): Buffer {
  return derValue(0x31, ...items);
}

/** A positive whole number: a zero octet in front keeps the first bit from meaning "negative". */
export function integer(magnitude: Buffer): Buffer {
  const looksNegative = (magnitude[0] ?? 0) >= 0x80;
  return derValue(0x02, looksNegative ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude);
}

/** An object identifier, from its dotted notation. */
export function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return derValue(0x06, Buffer.of(first * 40 + second, ...rest.flatMap(base128)));
}

export function nothing(): Buffer {
  return derValue(0x05);
}

export function utf8String(text: string): Buffer {
  return derValue(0x0c, Buffer.from(text, 'utf8'));
}

/** Whole octets: no bit of the last one is unused. */
export function bitString(octets: Buffer): Buffer {
  return derValue(0x03, Buffer.of(0), octets);
}

export function octetString(octets: Buffer): Buffer {
  return derValue(0x04, octets);
}

/** Years before 2050 are written with two digits, later ones with four (RFC 5280, 4.1.2.5). */
export function time(date: Date): Buffer {
  const digits = `${date.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
  return date.getUTCFullYear() < 2050
    ? derValue(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : derValue(0x18, Buffer.from(digits, 'latin1'));
}

/** A value that is told apart by its place, such as the version: `[0] EXPLICIT`. */
export function explicit(place: number, content: Buffer): Buffer {
  return derValue(0xa0 + place, content);
}

function lengthOctets(length: number): Buffer {
  if (length < multiByteLength) return Buffer.of(length);
  const hex = length.toString(16);
  const octets = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(multiByteLength + octets.length), octets]);
}

/** Seven bits to the octet, most significant first; all but the last have their first bit set. */
function base128(number: number): number[] {
  const octets = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) octets.unshift((rest & 0x7f) | 0x80);
  return octets;
}
