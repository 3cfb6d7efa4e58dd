import { acting } from '#wiring/acting';
import { idempotency } from '#wiring/idempotency';
import { deliveries, endpoints } from '#wiring/webhook-rows';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  idempotency,
  endpoints,
  deliveries,
});
