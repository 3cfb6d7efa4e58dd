import { idempotency } from '#wiring/idempotency';
import { sendingWebhooks } from '#wiring/sending-webhooks';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...sendingWebhooks,
  idempotency,
});
