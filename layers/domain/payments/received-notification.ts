import type { ProviderName } from './payment.ts';

/** A provider's notification on its way from the endpoint to the one that settles. */
export type ReceivedNotification = {
  provider: ProviderName;
  /** ISO 8601 UTC. */
  receivedAt: string;
  requestId: string;
  rawBody: string;
  /** Those that prove where it came from. */
  headers: Record<string, string>;
};
