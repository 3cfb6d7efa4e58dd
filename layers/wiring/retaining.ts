import type { RetentionDeps } from '#domain/retention/apply-retention';
import { DynamoErasureStore } from '#stores/erasure-store';
import { DynamoExportStore } from '#stores/export-store';
import { proofStore, unfinished } from '#stores/retention/due-erasures';
import { oldCustomers } from '#stores/retention/old-customers';
import { oldOrders } from '#stores/retention/old-orders';
import { nobodysPayments, unpaidPayments } from '#stores/retention/old-payments';
import { DynamoRetentionPositions } from '#stores/retention/retention-positions';
import { acting } from './acting.ts';
import { belongings, erasureRequests } from './erasure-requests.ts';
import { mainTable } from './main-table.ts';
import { setting } from './settings.ts';

const { now } = acting;

/** Applies the retention periods. */
export const retaining: RetentionDeps = {
  ...acting,
  ...erasureRequests,
  periods: setting('RETENTION'),
  positions: new DynamoRetentionPositions(mainTable),
  erasures: new DynamoErasureStore(mainTable),
  exports: new DynamoExportStore(mainTable),
  unfinished: unfinished(mainTable),
  proofs: proofStore(mainTable),
  customers: oldCustomers(mainTable),
  survey: async (customerId) => ({ payments: await belongings.payments(customerId) }),
  records: {
    orders: oldOrders(mainTable, now),
    unpaidPayments: unpaidPayments(mainTable, now),
    nobodysPayments: nobodysPayments(mainTable, now),
  },
};
