import { type FindMissedDeps, findMissedNotifications } from '#domain/inbox/find-missed';
import type { ProviderName } from '#domain/payments/payment';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

export type FindMissedFunctionDeps = FindMissedDeps & { configured: readonly ProviderName[] };

/** Every hour: asks those providers that keep a list for notifications that never arrived. */
export const createHandler = ({ configured, ...deps }: FindMissedFunctionDeps) =>
  scheduleFunction(async ({ requestId }) => {
    for (const provider of configured) {
      const { found, isComplete } = await findMissedNotifications(deps, { provider, requestId });
      logger.info('missed notifications looked for', { requestId, provider, found, isComplete });
    }
  });
