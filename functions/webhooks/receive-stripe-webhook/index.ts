import { stripeWebhook } from '#wiring/stripe-webhook';
import { createHandler } from './handler.ts';

export const handler = createHandler(stripeWebhook);
