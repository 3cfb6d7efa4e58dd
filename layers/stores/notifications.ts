import type { Notification } from '#domain/payments/notification';
import { keys, ttlAfterDays } from './keys.ts';
import { packedText } from './packing/packed-text.ts';
import { type Condition, keyIsFree, type Write } from './table.ts';

/** Providers repeat a notification for three days and can be asked for it for thirty. */
export const keptDays = 90;

/** The raw bytes are packed, since an item is billed by the kilobyte. */
export const notificationWrite = (
  { rawBody, ...rest }: Notification,
  condition: Condition = keyIsFree,
): Write => ({
  put: {
    key: keys.notification(rest),
    item: {
      ...rest,
      rawBody: packedText('notification', rawBody),
      ttl: ttlAfterDays(rest.receivedAt, keptDays),
    },
    condition,
  },
});

/** A replay may get another verdict than the first time. */
export const isNewOrJudgedOtherwise = ({ verdict }: Notification): Condition => ({
  expression: 'attribute_not_exists(pk) OR verdict <> :verdict',
  values: { ':verdict': verdict },
});
