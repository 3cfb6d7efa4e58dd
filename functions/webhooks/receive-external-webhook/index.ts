import { externalWebhook } from '#wiring/external-webhook';
import { createHandler } from './handler.ts';

export const handler = createHandler(externalWebhook);
