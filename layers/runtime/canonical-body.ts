/**
 * A request's body as its JSON value says it, whatever the order of the keys, the blanks and the
 * way in which numbers and letters are written; anything but JSON as it came.
 *
 * Two bodies of one value are one request: a client that writes its JSON anew for a second try must
 * not be told that it asks for something else.
 */
export function canonicalBody(text: string): string {
  try {
    return JSON.stringify(inOrder(JSON.parse(text)));
  } catch {
    // No JSON, or nested deeper than anything that is taken.
    return text;
  }
}

/** Objects become lists of their entries: no key, not even `__proto__`, is lost on the way. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', ...value.map(inOrder)];
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, inOrder(entry)]);
  return ['object', ...entries.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))];
}
