import { DynamoCounterStore } from '#stores/counter-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({ counters: new DynamoCounterStore(mainTable, now) });
