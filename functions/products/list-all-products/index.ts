import { DynamoProductStore } from '#stores/product-store';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({ products: new DynamoProductStore(mainTable) });
