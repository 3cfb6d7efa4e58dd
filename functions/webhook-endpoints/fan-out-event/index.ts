import { eventObjects } from '#domain/webhooks/event-object';
import { now } from '#wiring/clock';
import { handOverGroup } from '#wiring/delivery-groups';
import { tellableObjects } from '#wiring/event-objects';
import { deliveries, endpoints } from '#wiring/webhook-rows';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  endpoints,
  deliveries,
  objects: eventObjects({ ...tellableObjects, now }),
  handOver: handOverGroup,
  now,
});
