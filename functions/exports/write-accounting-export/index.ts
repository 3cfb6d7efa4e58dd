import { accountingExports } from '#wiring/accounting-exports';
import { createHandler } from './handler.ts';

export const handler = createHandler(accountingExports);
