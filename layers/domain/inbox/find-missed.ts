import type { Clock } from '../clock.ts';
import type { ProviderName } from '../payments/payment.ts';
import type { PaymentProviders } from '../payments/payment-provider.ts';

/** How far a provider's list has been read. */
export type ReadingPosition = {
  /** ISO 8601 UTC: what the provider made since then is being read. */
  since: string;
  /** ISO 8601 UTC: where the reading that is under way began. */
  begunAt?: string;
  /** The provider's own cursor within it. */
  page?: string;
};

export type ReadingPositions = {
  load(provider: ProviderName): Promise<ReadingPosition | undefined>;
  save(provider: ProviderName, position: ReadingPosition): Promise<void>;
};

/** The provider told us itself when we asked it: that proves it as a signature does. */
export type FoundNotification = {
  provider: ProviderName;
  rawBody: string;
  /** ISO 8601 UTC: when we asked. */
  receivedAt: string;
  requestId: string;
};

export type FindMissedDeps = {
  providers: PaymentProviders;
  positions: ReadingPositions;
  takeIn: (found: FoundNotification) => Promise<void>;
  now: Clock;
};

export type Found = { provider: ProviderName; found: number; isComplete: boolean };

/** Providers repeat a notification for three days. */
const firstReadingMs = 3 * 24 * 60 * 60 * 1000;

/** Lists lag a little, and what is read twice does nothing twice. */
const overlapMs = 10 * 60 * 1000;

/** Pages of one run; the next one goes on where it stopped. */
const pagesMax = 20;

/**
 * Reads the list of notifications that a provider keeps, for those that never arrived, and has them
 * taken in as if they had just come.
 *
 * A provider that does not answer is asked again at the next run, from the same place.
 */
export async function findMissedNotifications(
  deps: FindMissedDeps,
  { provider: name, requestId }: { provider: ProviderName; requestId: string },
): Promise<Found> {
  const provider = await deps.providers(name);
  const start = (await deps.positions.load(name)) ?? firstPosition(deps.now());
  const begunAt = start.begunAt ?? deps.now().toISOString();
  let { page } = start;
  let found = 0;
  for (let pages = 0; pages < pagesMax; pages++) {
    const answer = await provider.missedNotifications?.(new Date(start.since), page);
    if (answer === undefined) return { provider: name, found, isComplete: true };
    if (answer.kind === 'unknown') break;
    for (const rawBody of answer.rawBodies)
      await deps.takeIn({
        provider: name,
        rawBody,
        receivedAt: deps.now().toISOString(),
        requestId,
      });
    found += answer.rawBodies.length;
    page = answer.nextCursor;
    if (page === undefined) {
      const since = new Date(Date.parse(begunAt) - overlapMs).toISOString();
      await deps.positions.save(name, { since });
      return { provider: name, found, isComplete: true };
    }
  }
  await deps.positions.save(name, { since: start.since, begunAt, page });
  return { provider: name, found, isComplete: false };
}

const firstPosition = (now: Date): ReadingPosition => ({
  since: new Date(now.getTime() - firstReadingMs).toISOString(),
});
