import { handOverGroup } from '#wiring/delivery-groups';
import { deliveries, endpoints } from '#wiring/webhook-rows';
import { createHandler } from './handler.ts';

export const handler = createHandler({ endpoints, deliveries, handOver: handOverGroup });
