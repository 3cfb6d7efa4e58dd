/** Entries kept at most; the oldest leave first. */
const entriesMax = 1000;

/**
 * Remembers answers by their question for a short while. A cache that outlives the invocation: only
 * for what may be a little old.
 */
export function rememberFor<Answer>(
  lifetimeMs: number,
  ask: (question: string) => Promise<Answer>,
  now: () => number = Date.now,
): (question: string) => Promise<Answer> {
  const remembered = new Map<string, { answer: Answer; until: number }>();
  return async (question) => {
    const known = remembered.get(question);
    if (known && known.until > now()) return known.answer;
    const answer = await ask(question);
    remembered.delete(question);
    remembered.set(question, { answer, until: now() + lifetimeMs });
    const oldest = remembered.keys().next();
    if (remembered.size > entriesMax && !oldest.done) remembered.delete(oldest.value);
    return answer;
  };
}
