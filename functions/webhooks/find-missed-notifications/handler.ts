import {
  type FindMissedDeps,
  type FoundNotification,
  findMissedNotifications,
} from '#domain/inbox/find-missed';
import type { ReceivedNotification } from '#domain/inbox/received-notification';
import type { ProviderName } from '#domain/payments/payment';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

export type FindMissedFunctionDeps = Omit<FindMissedDeps, 'takeIn'> & {
  configured: readonly ProviderName[];
  queue: { send(notification: ReceivedNotification): Promise<void> };
};

/** Every hour: asks the providers that keep a list for notifications that never arrived. */
export const createHandler = ({ configured, queue, ...asking }: FindMissedFunctionDeps) => {
  const takeIn = (found: FoundNotification) => queue.send(asReceived(found));
  const deps = { ...asking, takeIn };
  return scheduleFunction(async ({ requestId }) => {
    for (const provider of configured) {
      const { found, isComplete } = await findMissedNotifications(deps, { provider, requestId });
      logger.info('missed notifications looked for', { requestId, provider, found, isComplete });
    }
  });
};

/** As if it had just arrived at the endpoint, with a note of its real origin. */
const asReceived = (found: FoundNotification): ReceivedNotification => ({
  ...found,
  encoding: 'utf8',
  headers: { 'found-by': 'reconciliation' },
});
