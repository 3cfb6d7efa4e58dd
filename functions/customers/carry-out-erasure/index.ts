import { erasing } from '#wiring/erasing';
import { createHandler } from './handler.ts';

export const handler = createHandler(erasing);
