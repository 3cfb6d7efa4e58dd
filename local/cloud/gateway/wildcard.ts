/** A policy's text, where `*` matches any text and `?` any character. */
export type Pattern = { text: string; matches(value: string): boolean };

/**
 * Compiles a pattern once, so that matching is cheap.
 *
 * @throws Error when it contains a policy variable (`${aws:…}`), which the local cloud does not
 * resolve.
 */
export function compilePattern(text: string, { ignoreCase = false } = {}): Pattern {
  if (text.includes('${')) throw new Error(`Policy variables are not supported here: ${text}`);
  if (text === '*') return { text, matches: () => true };
  if (!/[*?]/.test(text) && !ignoreCase) return { text, matches: (value) => value === text };
  const source = text
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
  return { text, matches: (value) => expression.test(value) };
}
