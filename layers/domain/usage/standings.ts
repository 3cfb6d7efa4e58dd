import type { Standing } from './bucket.ts';
import { identityOf } from './entry.ts';
import type { RawEvent } from './raw-event.ts';
import { type Candidate, candidateOf, locate } from './time-tree.ts';
import type { UsageStore } from './usage-store.ts';

/** Compares each event with earlier ones of the same request and with those already counted. */
export async function standingsOf(
  usage: Pick<UsageStore, 'readBuckets'>,
  events: readonly RawEvent[],
): Promise<Map<RawEvent, Standing>> {
  const standings = new Map<RawEvent, Standing>();
  const first = new Map<string, Candidate>();
  for (const event of events) {
    const candidate = candidateOf(event);
    const identity = `${event.customerId}#${identityOf(candidate.entry).toString('hex')}`;
    const before = first.get(identity);
    if (!before) first.set(identity, candidate);
    standings.set(event, before ? standingTo(before, candidate) : 'new');
  }
  const read = (keys: readonly string[]) => usage.readBuckets(keys, 'eventual');
  const { known } = await locate(read, [...first.values()]);
  for (const { candidate, standing } of known) standings.set(candidate.event, standing);
  return standings;
}

const standingTo = (before: Candidate, { entry }: Candidate): Standing =>
  before.entry.equals(entry) ? 'duplicate' : 'conflict';
