import { utcDay } from '../calendar/day.ts';
import type { ProviderName } from './payment.ts';

/** A provider's notification on its way from the endpoint to the one that settles. */
export type ReceivedNotification = {
  provider: ProviderName;
  /** ISO 8601 UTC. */
  receivedAt: string;
  requestId: string;
  /** The bytes as they came: as text, or in base64 where they are no UTF-8. */
  rawBody: string;
  encoding: 'utf8' | 'base64';
  /** Those that prove where it came from. */
  headers: Record<string, string>;
  /** Taken in once more because an admin said so. */
  isReplay?: true;
};

/** The body to be read; bytes that are no UTF-8 have become U+FFFD in it. */
export const textOf = ({ rawBody, encoding }: ReceivedNotification): string =>
  encoding === 'base64' ? Buffer.from(rawBody, 'base64').toString('utf8') : rawBody;

/** Midnight (UTC) of the day on which it came. */
export const dayOf = (receivedAt: string): string =>
  `${utcDay(Date.parse(receivedAt))}T00:00:00.000Z`;
