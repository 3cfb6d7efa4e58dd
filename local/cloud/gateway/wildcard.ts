/** A text of a policy, where `*` stands for any text and `?` for any character. */
export type Pattern = { text: string; matches(value: string): boolean };

/**
 * Compiles a pattern once, so that matching costs next to nothing.
 *
 * @throws Error when it holds a policy variable (`${aws:…}`), which the local cloud does not resolve.
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
