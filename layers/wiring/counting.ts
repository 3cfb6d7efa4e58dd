import { DynamoCounterStore } from '#stores/counter-store';
import { paymentsOf } from '#stores/payments-of';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';

/** Counts facts of payments. */
export const counting = {
  ...acting,
  counters: new DynamoCounterStore(mainTable, acting.now),
  paymentsOf: paymentsOf(mainTable),
};
