/** Maximum entries; the oldest are dropped first. */
const entriesMax = 1000;

/**
 * Caches answers by question for a short while. The cache outlives the invocation, so use it only
 * for answers that may be slightly old.
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
