import { sendingWebhooks } from '#wiring/sending-webhooks';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...sendingWebhooks,
  refusalOf: sendingWebhooks.sender.refusalOf,
});
