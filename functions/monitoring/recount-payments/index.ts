import { AskedPayments } from '#stores/asked-payments';
import { DynamoPaymentStore } from '#stores/payment-store';
import { counting } from '#wiring/counting';
import { mainTable } from '#wiring/main-table';
import { noteTrouble } from '#wiring/troubles';
import { createHandler } from './handler.ts';

const payments = new AskedPayments(mainTable, new DynamoPaymentStore(mainTable, counting.now));

export const handler = createHandler({ ...counting, payments, noteTrouble });
