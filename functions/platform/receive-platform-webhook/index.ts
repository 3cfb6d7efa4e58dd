import { platformWebhook } from '#wiring/platform-webhook';
import { createHandler } from './handler.ts';

export const handler = createHandler(platformWebhook);
