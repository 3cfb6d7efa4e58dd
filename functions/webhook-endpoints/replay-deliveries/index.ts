import { acting } from '#wiring/acting';
import { deliveries, endpoints } from '#wiring/webhook-rows';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  endpoints,
  deliveries,
});
