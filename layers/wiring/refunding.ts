import { DynamoRefundStore } from '#stores/refund-store';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';
import { providers } from './providers.ts';

/** Refunds money. */
export const refunding = {
  ...acting,
  refunds: new DynamoRefundStore(mainTable),
  providers,
};
