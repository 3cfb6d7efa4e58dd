/**
 * A provider's notification as it was sent: stored and queued whole, read by that provider's
 * adapter alone.
 */
export type SentNotification = {
  /** The bytes as they came: as text, or in base64 where they are no UTF-8. */
  rawBody: string;
  encoding: 'utf8' | 'base64';
  /** Those that prove where it came from. */
  headers: Record<string, string>;
};
