import { DynamoUsageStore } from '#stores/usage/usage-store';
import { usageTable } from './usage-table.ts';

export const usageStore = new DynamoUsageStore(usageTable);
