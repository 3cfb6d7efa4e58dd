import type { Clock } from '../clock.ts';
import type { ProviderName } from '../payments/payment.ts';
import type { PaymentProviders } from '../payments/payment-provider.ts';

/** How far a provider's list has been read. */
export type ReadingPosition = {
  /** ISO 8601 UTC: this run reads what the provider made since. */
  since: string;
  /** ISO 8601 UTC: when the current reading began. */
  begunAt?: string;
  /** The provider's own cursor within it. */
  page?: string;
};

export type ReadingPositions = {
  load(provider: ProviderName): Promise<ReadingPosition | undefined>;
  save(provider: ProviderName, position: ReadingPosition): Promise<void>;
};

/** A notification from the provider's own list: our authenticated request is its proof. */
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

/** Lists lag a little, and reading twice has no effect. */
const overlapMs = 10 * 60 * 1000;

/** Pages per run; the next run continues. */
const pagesMax = 20;

/**
 * Reads a provider's list of notifications for those that never arrived, and processes them as if
 * they had just arrived.
 *
 * A provider that does not answer is asked again at the next run, from the same position.
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
