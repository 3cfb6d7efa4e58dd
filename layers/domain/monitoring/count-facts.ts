import type { Clock } from '../clock.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { bySlot, withFacts } from './counted-slot.ts';
import type { CounterStore } from './counter-store.ts';
import type { Fact } from './fact.ts';

export type CountDeps = { counters: CounterStore; now: Clock; pause: Pause };

const race = { attemptsMax: 8, busy: 'too many concurrent writes of a slot of counters' };

/**
 * Counts each fact once, in the five minutes in which it happened; all that happened in the same
 * ones are one write.
 *
 * @returns how many slots have changed.
 */
export async function countFacts(deps: CountDeps, facts: readonly Fact[]): Promise<number> {
  const written = await Promise.all(
    [...bySlot(facts)].map(([at, happened]) => countInSlot(deps, at, happened)),
  );
  return written.filter(Boolean).length;
}

const countInSlot = (
  { counters, now, pause }: CountDeps,
  at: string,
  facts: readonly Fact[],
): Promise<boolean> =>
  untilSaved({ ...race, pause }, async () => {
    const counted = withFacts(await counters.slot(at), facts, now());
    if (!counted) return false;
    return (await counters.save(counted)) === 'saved' ? true : overtaken;
  });
