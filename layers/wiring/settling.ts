import { DynamoPaymentStore } from '#stores/payment-store';
import { acting } from './acting.ts';
import { mainTable } from './main-table.ts';
import { providers } from './providers.ts';

/** Settles a payment, whatever the trigger. */
export const settling = {
  ...acting,
  payments: new DynamoPaymentStore(mainTable, acting.now),
  providers,
};
