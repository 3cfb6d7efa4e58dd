import { limitWatch } from '#wiring/limit-watch';
import { createHandler } from './handler.ts';

export const handler = createHandler(limitWatch);
