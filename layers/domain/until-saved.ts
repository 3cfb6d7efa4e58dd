import type { Pause } from './pause.ts';

/** Returned by an attempt whose write failed because its data had changed since it was read. */
export const overtaken = Symbol('overtaken');

export type Race = {
  /** Each lost race means that somebody else succeeded, which happens only a few times. */
  attemptsMax: number;
  /** The error's message after the last lost race. */
  busy: string;
  /** Runs after a lost race, except the last. */
  pause: Pause;
};

/**
 * Repeats read, decide and conditional write until no other writer was faster. The attempt decides
 * who wins: what it returns or throws is final.
 *
 * @param attempt reads again each time; returns `overtaken` when its data had changed before its
 * write.
 * @throws Error when every attempt was overtaken.
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
