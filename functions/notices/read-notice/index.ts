import { noticing } from '#wiring/noticing';
import { createHandler } from './handler.ts';

export const handler = createHandler(noticing);
