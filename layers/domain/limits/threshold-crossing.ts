import type { DomainEvent } from '#vocabulary/events';
import type { Month } from '../calendar/month.ts';
import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Meter } from '../usage/usage-event.ts';
import { percentOf, type Threshold, thresholdReached, thresholdsBelow } from './level.ts';

/** A customer has reached a threshold of its plan in a month. */
export type Crossing = {
  customerId: string;
  meter: Meter;
  month: Month;
  threshold: Threshold;
  /** The plan's limit: another plan has another limit, which may be crossed again. */
  limitBytes: number;
  bytes: number;
};

export type ThresholdStore = {
  /** Whether this threshold of this limit was already crossed this month. */
  isMarked(crossing: Crossing): Promise<boolean>;
  /**
   * Marks it and the lower ones, together with the event. `known`: already marked, nothing written.
   * `busy`: another run is marking it, nothing written.
   */
  mark(
    crossing: Crossing,
    lower: readonly Threshold[],
    event: DomainEvent,
  ): Promise<'marked' | 'known' | 'busy'>;
};

export type CrossDeps = {
  thresholds: ThresholdStore;
  randomBytes: RandomBytes;
  /** Runs after a lost race. */
  pause: Pause;
};

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the threshold' };

type Reached = Omit<Crossing, 'threshold' | 'limitBytes'> & { limitBytes: number | null };

/**
 * Announces the highest threshold reached, once for each month and limit, also when several runs
 * see it at once. Lower ones are then no longer announced.
 *
 * @returns what was announced now.
 * @throws Error when it lost every race.
 */
export async function crossThreshold(
  deps: CrossDeps,
  { limitBytes, ...reached }: Reached,
  context: { now: Date; requestId: string },
): Promise<Crossing | undefined> {
  const threshold = thresholdReached(reached.bytes, limitBytes);
  if (threshold === undefined || limitBytes === null) return undefined;
  const crossing: Crossing = { ...reached, limitBytes, threshold };
  // A customer above a threshold is seen again and again; a read is cheaper than a failed write.
  if (await deps.thresholds.isMarked(crossing)) return undefined;
  const event = thresholdCrossed(crossing, { ...context, randomBytes: deps.randomBytes });
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const outcome = await deps.thresholds.mark(crossing, thresholdsBelow(threshold), event);
    if (outcome === 'busy') return overtaken;
    return outcome === 'marked' ? crossing : undefined;
  });
}

type EventContext = { now: Date; requestId: string; randomBytes: RandomBytes };

const thresholdCrossed = (
  { customerId, meter, month, threshold, limitBytes, bytes }: Crossing,
  { now, requestId, randomBytes }: EventContext,
): DomainEvent => ({
  id: newId('evt', now, randomBytes(10)),
  type: 'usage.threshold_crossed',
  occurredAt: now.toISOString(),
  requestId,
  data: {
    customerId,
    meter,
    month,
    threshold: String(threshold),
    percent: String(percentOf(bytes, limitBytes)),
    bytes: String(bytes),
    limitBytes: String(limitBytes),
  },
});
