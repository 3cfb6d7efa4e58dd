import type { RequestErasureDeps } from '#domain/erasure/request-erasure';
import { hasUnbilledUsage } from '#domain/erasure/unbilled-usage';
import { Belongings } from '#stores/erasing/belongings';
import { DynamoErasureStore } from '#stores/erasure-store';
import { DynamoPeriodStore } from '#stores/usage/period-store';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';
import { setting } from './settings.ts';

export const belongings = new Belongings(mainTable, acting.now);

const billing = {
  plans: setting('PLANS'),
  periods: new DynamoPeriodStore(mainTable),
  hasInvoice: belongings.hasInvoice.bind(belongings),
};

/** Says whether a person can be erased, and has it done. */
export const erasureRequests: RequestErasureDeps = {
  erasures: new DynamoErasureStore(mainTable),
  survey: belongings.survey.bind(belongings),
  hasUnbilledUsage: (customer, now) => hasUnbilledUsage(billing, customer, now),
  pause: acting.pause,
};
