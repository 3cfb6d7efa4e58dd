import { retaining } from '#wiring/retaining';
import { createHandler } from './handler.ts';

export const handler = createHandler(retaining);
