import { type DeliverDeps, deliverWebhooks } from '#domain/webhooks/deliver-webhooks';
import type { DeliveryGroup } from '#domain/webhooks/delivery-group';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';

/**
 * Sends a group of deliveries side by side. If one cannot be noted, all come again: those that are
 * done are passed over.
 */
export const createHandler = (deps: DeliverDeps) =>
  jobFunction<DeliveryGroup>(async (group) => {
    const { requestId } = group;
    const results = await deliverWebhooks(deps, group);
    for (const [index, result] of results.entries())
      if (result.status === 'fulfilled')
        logger.info('webhook sent', { requestId, ...result.value });
      else
        logger.error('webhook not noted', {
          requestId,
          ...group.deliveries[index],
          error: result.reason as Error,
        });
    const failed = results.filter(({ status }) => status === 'rejected').length;
    if (failed > 0) throw new Error(`${failed} deliveries could not be noted`);
  });
