import type { Pause } from './pause.ts';

/** What an attempt answers when somebody else wrote first what it had read. */
export const overtaken = Symbol('overtaken');

export type Race = {
  /** Each lost race means that somebody else got through: that happens a few times only. */
  attemptsMax: number;
  /** What is said when all were lost. */
  busy: string;
  /** After a lost race; none after the last. */
  pause: Pause;
};

/**
 * Reads, decides and saves under a condition, and starts again from what the other one stored when
 * it was overtaken. Who wins is the attempt's own rule: what it answers or throws is the end.
 *
 * @param attempt reads anew each time; `overtaken` when its write was refused for what it had read.
 * @throws Error when it was overtaken each time.
 */
export async function untilSaved<Saved>(
  { attemptsMax, busy, pause }: Race,
  attempt: () => Promise<Saved | typeof overtaken>,
): Promise<Saved> {
  for (let lost = 0; lost < attemptsMax; lost++) {
    if (lost > 0) await pause(lost);
    const outcome = await attempt();
    if (outcome !== overtaken) return outcome as Saved;
  }
  throw new Error(busy);
}
