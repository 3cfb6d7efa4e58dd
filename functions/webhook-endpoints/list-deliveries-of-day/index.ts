import { now } from '#wiring/clock';
import { deliveries, endpoints } from '#wiring/webhook-rows';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  endpoints,
  deliveries,
  now,
});
