import type { SentNotification } from '#vocabulary/notifications';
import { utcDay } from '../calendar/day.ts';
import type { ProviderName } from '../payments/payment.ts';

/** A provider's notification on its way from the endpoint to the one that settles. */
export type ReceivedNotification = SentNotification & {
  provider: ProviderName;
  /** ISO 8601 UTC. */
  receivedAt: string;
  requestId: string;
  /** Taken in once more because an admin said so. */
  isReplay?: true;
};

/** Midnight (UTC) of the day on which it came. */
export const dayOf = (receivedAt: string): string =>
  `${utcDay(Date.parse(receivedAt))}T00:00:00.000Z`;
