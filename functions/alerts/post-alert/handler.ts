import type { AlertFact } from '#domain/monitoring/alert';
import { type PostAlertDeps, postAlert } from '#domain/monitoring/post-alert';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';

/** On alert.*: posts it to the chats of the shop, from the severity on that each wants. */
export const createHandler = (deps: PostAlertDeps) =>
  jobFunction<AlertFact>(async (event) => {
    const receivers = await postAlert(deps, event);
    const { requestId, id: eventId, data } = event;
    logger.info('alert posted', { requestId, eventId, alertId: data.alertId, receivers });
  });
