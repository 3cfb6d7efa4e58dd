import { limitReports } from '#wiring/limit-reports';
import { createHandler } from './handler.ts';

export const handler = createHandler(limitReports);
