import { financeActs } from '#wiring/finance-acts';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...financeActs,
  steps: setting('REMINDERS').days,
  timeZone: setting('SELLER').timeZone,
});
