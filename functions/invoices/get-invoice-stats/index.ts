import { DynamoInvoiceStatsStore } from '#stores/invoice-stats-store';
import { mainTable } from '#wiring/main-table';
import { thisYear } from '#wiring/this-year';
import { createHandler } from './handler.ts';

export const handler = createHandler({ stats: new DynamoInvoiceStatsStore(mainTable), thisYear });
