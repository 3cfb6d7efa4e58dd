import { gzipSync } from 'node:zlib';
import type { Notification } from '#domain/payments/notification';
import { keys, ttlAfterDays } from './keys.ts';
import { keyIsFree, type Write } from './table.ts';

/** Providers repeat a notification for three days and can be asked for it for thirty. */
const keptDays = 90;

/** The raw bytes are kept compressed: an item is billed by its kilobytes. */
export const notificationWrite = ({ rawBody, ...rest }: Notification): Write => ({
  put: {
    key: keys.notification(rest.provider, rest.eventId),
    item: { ...rest, rawBody: gzipSync(rawBody), ttl: ttlAfterDays(rest.receivedAt, keptDays) },
    condition: keyIsFree,
  },
});
