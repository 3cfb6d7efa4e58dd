import type { DomainEvent } from '#vocabulary/events';
import type { Month } from '../calendar/month.ts';
import type { RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Meter } from '../usage/usage-event.ts';
import { percentOf, type Threshold, thresholdReached, thresholdsBelow } from './level.ts';

/** A customer has reached a part of what its plan allows in a month. */
export type Crossing = {
  customerId: string;
  meter: Meter;
  month: Month;
  threshold: Threshold;
  /** The plan's: another plan is another limit, which may be crossed anew. */
  limitBytes: number;
  bytes: number;
};

export type ThresholdStore = {
  /** Whether this threshold of this limit was crossed before in the month. */
  isMarked(crossing: Crossing): Promise<boolean>;
  /**
   * Marks it, the lower ones with it, together with the event that tells of it. `known`: somebody
   * did so before, and nothing was written. `busy`: somebody is at it; nothing was written.
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
  /** After a lost race. */
  pause: Pause;
};

const race = { attemptsMax: 20, busy: 'too many tell of the same threshold at once' };

type Reached = Omit<Crossing, 'threshold' | 'limitBytes'> & { limitBytes: number | null };

/**
 * Tells of the highest threshold that is reached, once in a month and for a limit, whoever sees it
 * at the same time. Those below it are not told of any more.
 *
 * @returns what was told of just now.
 * @throws Error when others were at it again and again.
 */
export async function crossThreshold(
  deps: CrossDeps,
  { limitBytes, ...reached }: Reached,
  context: { now: Date; requestId: string },
): Promise<Crossing | undefined> {
  const threshold = thresholdReached(reached.bytes, limitBytes);
  if (threshold === undefined || limitBytes === null) return undefined;
  const crossing: Crossing = { ...reached, limitBytes, threshold };
  // Whoever is above a threshold is seen there again and again: a read costs less than a refusal.
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
