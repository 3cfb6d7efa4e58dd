/** Waits before the n-th retry, counted from 1: longer each time, with a random part. */
export type Pause = (attempt: number) => Promise<void>;

/** What a pause needs from the outside. */
export type PauseDeps = {
  sleep: (ms: number) => Promise<unknown>;
  /** From 0 to 1, as `Math.random`. */
  random: () => number;
};

/**
 * Returns a pause of up to 20, 40, 80 … ms. Chosen from the whole span, so that those who lost the
 * same race do not meet again.
 *
 * @param maxMs the upper limit of the span.
 */
export const growingPause =
  ({ sleep, random }: PauseDeps, maxMs: number): Pause =>
  async (attempt) => {
    await sleep(random() * Math.min(maxMs, 10 * 2 ** attempt));
  };
