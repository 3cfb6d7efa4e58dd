/**
 * Asks at most once at a time and once in a lifetime: who comes while it is being asked waits for the
 * same answer, who comes later gets it until it is too old. A failure is told to those who waited for
 * it, and not kept.
 */
export function sharedFor<Answer>(
  lifetimeMs: number,
  ask: () => Promise<Answer>,
  now: () => number = Date.now,
): () => Promise<Answer> {
  let kept: { answer: Promise<Answer>; until: number } | undefined;
  return () => {
    if (kept && kept.until > now()) return kept.answer;
    const own = { answer: ask(), until: Number.POSITIVE_INFINITY };
    kept = own;
    own.answer.then(
      () => {
        own.until = now() + lifetimeMs;
      },
      () => {
        if (kept === own) kept = undefined;
      },
    );
    return own.answer;
  };
}

/** Rejects after a while, whatever the work does. */
export const within =
  (limitMs: number) =>
  <Result>(work: Promise<Result>): Promise<Result> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer within ${limitMs} ms`)), limitMs);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  };
