import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({ plans: setting('PLANS') });
