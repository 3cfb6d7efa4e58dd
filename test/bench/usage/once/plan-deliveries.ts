import type { Meter } from '#domain/usage/usage-event';
import type { Dice } from '../../../simulation/plan/dice.ts';
import type { TimedEvent } from '../report-events.ts';

type DeliveryOptions = {
  /** Events sent in all; a fifth of them are repetitions. */
  events: number;
  /** Events of a request, on average. */
  batchSize: number;
  /** How old they are at most; a month at most, lest they be refused. */
  days: number;
  projectIds: readonly string[];
  now: Date;
};

/** Who sends what: `later` is sent when all that is in `first` has been counted. */
export type Deliveries = {
  distinct: TimedEvent[];
  first: TimedEvent[][];
  later: TimedEvent[][];
};

const repeatedShare = 0.2;
const dayMs = 86_400_000;

/**
 * Events of several days in no order, a fifth of them repetitions: in the same request, in another
 * one, and after everything has been counted, a third each.
 */
export function planDeliveries(dice: Dice, options: DeliveryOptions): Deliveries {
  const repeats = Math.round(options.events * repeatedShare);
  const distinct = Array.from({ length: options.events - repeats }, (_, index) =>
    anEvent(dice, index, options),
  );
  const inSame = Math.floor(repeats / 3);
  const inOther = Math.floor(repeats / 3);
  const first = batchesOf(dice, [...distinct, ...some(dice, distinct, inOther)], options);
  for (let i = 0; i < inSame; i++) repeatWithin(dice, dice.pick(first));
  const later = batchesOf(dice, some(dice, distinct, repeats - inSame - inOther), options);
  return { distinct, first, later };
}

/** Two servers give the same ids: source and id together tell events apart. */
function anEvent(
  dice: Dice,
  index: number,
  { days, projectIds, now }: DeliveryOptions,
): TimedEvent {
  return {
    id: `request-${index >> 1}`,
    source: `/servers/${index & 1}`,
    projectId: dice.pick(projectIds),
    meter: dice.weigh<Meter>({ traffic: 9, storage: 1 }),
    bytes: dice.number(1, 1_000_000),
    time: new Date(now.getTime() - dice.number(0, days * dayMs)).toISOString(),
  };
}

const some = (dice: Dice, events: readonly TimedEvent[], count: number): TimedEvent[] =>
  Array.from({ length: count }, () => dice.pick(events));

/** In any order, in requests of one event to twice as many as on average. */
function batchesOf(
  dice: Dice,
  events: readonly TimedEvent[],
  { batchSize }: DeliveryOptions,
): TimedEvent[][] {
  const open = shuffled(dice, events);
  const batches: TimedEvent[][] = [];
  for (let from = 0; from < open.length; ) {
    const size = dice.number(1, 2 * batchSize - 1);
    batches.push(open.slice(from, from + size));
    from += size;
  }
  return batches;
}

function shuffled<Item>(dice: Dice, items: readonly Item[]): Item[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = dice.number(0, at);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}

const repeatWithin = (dice: Dice, batch: TimedEvent[]): void => {
  batch.splice(dice.number(0, batch.length), 0, dice.pick(batch));
};
