import { DynamoPeriodStore } from '#stores/usage/period-store';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  periods: new DynamoPeriodStore(mainTable),
});
