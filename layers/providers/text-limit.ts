/**
 * Shortens text to one line of at most `lengthMax`, cut between whole visible characters: no half
 * emoji, no accent without its letter. Absent when nothing is left.
 *
 * @param lengthMax in UTF-16 units; no provider's own way of counting gives more.
 */
export function lineWithin(text: string, lengthMax: number): string | undefined {
  const line = text.toWellFormed().replace(/\s+/g, ' ').trim();
  if (line.length <= lengthMax) return line || undefined;
  return (firstOf(line, graphemesOf(line), lengthMax) || firstOf(line, line, lengthMax)).trimEnd();
}

/** As `lineWithin`, for a field that must not be empty. */
export const requiredLine = (text: string, lengthMax: number): string =>
  lineWithin(text, lengthMax) ?? '-';

function* graphemesOf(line: string): Iterable<string> {
  const segmenter = new Intl.Segmenter('fr', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(line)) yield segment;
}

/** A single character with hundreds of accents is cut inside, or nothing would be left. */
function firstOf(line: string, parts: Iterable<string>, lengthMax: number): string {
  let length = 0;
  for (const part of parts) {
    if (length + part.length > lengthMax) break;
    length += part.length;
  }
  return line.slice(0, length);
}
