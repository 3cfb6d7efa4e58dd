/**
 * Normalises a JSON body: the order of keys, blanks and the notation of numbers and letters make no
 * difference. Returns anything else unchanged.
 *
 * Bodies of equal value are the same request: a client that serialises its JSON again for a retry
 * must not be told that it sends a different request.
 */
export function canonicalBody(text: string): string {
  try {
    return JSON.stringify(inOrder(JSON.parse(text)));
  } catch {
    // Not JSON, or nested too deeply to be accepted anyway.
    return text;
  }
}

/** Turns objects into lists of entries, so that no key, not even `__proto__`, is lost. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', ...value.map(inOrder)];
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, inOrder(entry)]);
  return ['object', ...entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))];
}
