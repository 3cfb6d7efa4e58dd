import fc from 'fast-check';

/** Halves of a pair, which are no signs by themselves. */
const halves = { first: 0xd800, count: 0x800 };

const signAt = (index: number): string =>
  String.fromCodePoint(index < halves.first ? index : index + halves.count);

/** @throws Error for what is not one sign, which tells fast-check to look for another one. */
function indexOfSign(text: unknown): number {
  const code = typeof text === 'string' ? text.codePointAt(0) : undefined;
  if (code === undefined || String.fromCodePoint(code) !== text) throw new Error('not one sign');
  return code < halves.first ? code : code - halves.count;
}

/**
 * Any sign of Unicode, as a unit of `fc.string`. The unit `binary` is the same, but first makes a
 * table of all of them: four seconds in every file.
 */
export const anySign = fc
  .integer({ min: 0, max: 0x10ffff - halves.count })
  .map(signAt, indexOfSign);
