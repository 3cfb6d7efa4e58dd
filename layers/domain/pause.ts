/** Waits before the n-th new try, counted from 1: longer each time, and by chance. */
export type Pause = (attempt: number) => Promise<void>;

/** What a pause needs of the outside. */
export type PauseDeps = {
  sleep: (ms: number) => Promise<unknown>;
  /** From 0 to 1, as `Math.random` draws it. */
  random: () => number;
};

/**
 * A pause of up to 20, 40, 80 … ms. Drawn from the whole span, so that those who lost the same race
 * do not meet again.
 *
 * @param maxMs the longest pause is drawn from this.
 */
export const growingPause =
  ({ sleep, random }: PauseDeps, maxMs: number): Pause =>
  async (attempt) => {
    await sleep(random() * Math.min(maxMs, 10 * 2 ** attempt));
  };
