import type { SentNotification } from '#vocabulary/notifications';
import { utcDay } from '../calendar/day.ts';
import type { ProviderName } from '../payments/payment.ts';

/** A provider's notification between the endpoint and the queue's consumer. */
export type ReceivedNotification = SentNotification & {
  provider: ProviderName;
  /** ISO 8601 UTC. */
  receivedAt: string;
  requestId: string;
  /** ISO 8601 UTC: when its request reached the gateway, before any function started for it. */
  arrivedAt?: string;
  /** From then until it was kept, after which it is acknowledged; set by who takes it from the queue. */
  acknowledgedInMs?: number;
  /** Processed again on an admin's request. */
  isReplay?: true;
};

/** Midnight (UTC) of the day of arrival. */
export const dayOf = (receivedAt: string): string =>
  `${utcDay(Date.parse(receivedAt))}T00:00:00.000Z`;
