import { cinetpayWebhook } from '#wiring/cinetpay-webhook';
import { createHandler } from './handler.ts';

export const handler = createHandler(cinetpayWebhook);
