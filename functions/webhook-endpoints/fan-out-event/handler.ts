import { payloadOf } from '#contract/webhooks/payload';
import type { PublicEvent } from '#domain/webhooks/event-object';
import { type FanOutDeps, fanOutEvent } from '#domain/webhooks/fan-out-event';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';

/** On every event that others may be told: makes a delivery for each endpoint that listens. */
export const createHandler = (deps: Omit<FanOutDeps, 'payloadOf'>) =>
  jobFunction<PublicEvent>(async (event) => {
    const made = await fanOutEvent({ ...deps, payloadOf }, event);
    const { id: eventId, type, requestId } = event;
    logger.info('event fanned out', { requestId, eventId, event: type, ...made });
  });
