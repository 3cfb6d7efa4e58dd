import { paypalWebhook } from '#wiring/paypal-webhook';
import { createHandler } from './handler.ts';

export const handler = createHandler(paypalWebhook);
