/**
 * The colour space of screens as an ICC profile (ICC.1:2001-04, version 2.1; IEC 61966-2-1), which
 * PDF/A requires of a file that names colours as red, green and blue. Built here: 1 kB without a
 * file, and without a file's licence.
 */

/** Primaries and white point, adapted to D50 (Bradford) as ICC profiles have them. */
const points = {
  wtpt: [0.9642, 1, 0.8249],
  rXYZ: [0.43607, 0.22249, 0.01392],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.14307, 0.06061, 0.7141],
} as const;

/** Entries of the tone curve; between them, readers interpolate. */
const curveLength = 256;

const headerLength = 128;

export function srgbProfile(): Uint8Array {
  const curve = toneCurve();
  const tags: [name: string, data: Uint8Array][] = [
    ['desc', description('sRGB IEC61966-2.1')],
    ['cprt', copyright('No copyright, use freely')],
    ...Object.entries(points).map(([name, xyz]): [string, Uint8Array] => [name, point(xyz)]),
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  return assembled(tags);
}

/** Header, table of tags, and each tag's data once, at multiples of four. */
function assembled(tags: [name: string, data: Uint8Array][]): Uint8Array {
  const places = new Map<Uint8Array, number>();
  let end = headerLength + 4 + 12 * tags.length;
  for (const [, data] of tags) {
    if (places.has(data)) continue;
    places.set(data, end);
    end += Math.ceil(data.length / 4) * 4;
  }
  const profile = Buffer.alloc(end);
  writeHeader(profile);
  profile.writeUInt32BE(tags.length, headerLength);
  for (const [i, [name, data]] of tags.entries()) {
    const entry = headerLength + 4 + 12 * i;
    profile.write(name, entry, 'latin1');
    profile.writeUInt32BE(places.get(data)!, entry + 4);
    profile.writeUInt32BE(data.length, entry + 8);
    profile.set(data, places.get(data)!);
  }
  return profile;
}

function writeHeader(profile: Buffer): void {
  profile.writeUInt32BE(profile.length, 0);
  profile.writeUInt32BE(0x0210_0000, 8);
  profile.write('mntrRGB XYZ ', 12, 'latin1');
  // 1 January 2000: the date of nothing, and always the same.
  for (const [i, part] of [2000, 1, 1, 0, 0, 0].entries()) profile.writeUInt16BE(part, 24 + 2 * i);
  profile.write('acsp', 36, 'latin1');
  for (const [i, value] of points.wtpt.entries()) profile.writeInt32BE(fixed(value), 68 + 4 * i);
}

const fixed = (value: number): number => Math.round(value * 65_536);

function typed(type: string, length: number): Buffer {
  const data = Buffer.alloc(8 + length);
  data.write(type, 0, 'latin1');
  return data;
}

function point(xyz: readonly number[]): Uint8Array {
  const data = typed('XYZ ', 12);
  for (const [i, value] of xyz.entries()) data.writeInt32BE(fixed(value), 8 + 4 * i);
  return data;
}

function toneCurve(): Uint8Array {
  const data = typed('curv', 4 + 2 * curveLength);
  data.writeUInt32BE(curveLength, 8);
  for (let i = 0; i < curveLength; i++) {
    const signal = i / (curveLength - 1);
    const light = signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4;
    data.writeUInt16BE(Math.round(light * 65_535), 12 + 2 * i);
  }
  return data;
}

/** ASCII; the Unicode and Macintosh forms of version 2 stay empty. */
function description(text: string): Uint8Array {
  const data = typed('desc', 4 + text.length + 1 + 4 + 4 + 2 + 1 + 67);
  data.writeUInt32BE(text.length + 1, 8);
  data.write(text, 12, 'latin1');
  return data;
}

function copyright(text: string): Uint8Array {
  const data = typed('text', text.length + 1);
  data.write(text, 8, 'latin1');
  return data;
}
