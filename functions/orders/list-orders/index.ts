import { DynamoOrderStore } from '#stores/order-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({ orders: new DynamoOrderStore(mainTable, now) });
