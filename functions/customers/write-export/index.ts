import { exporting } from '#wiring/exporting';
import { createHandler } from './handler.ts';

export const handler = createHandler(exporting);
