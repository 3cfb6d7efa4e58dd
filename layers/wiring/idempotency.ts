import type { StoredAnswer } from '#runtime/http';
import type { SealedAnswer } from '#runtime/sealed-answers';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';

export const idempotency = new DynamoIdempotencyStore<StoredAnswer | SealedAnswer>(mainTable, now);
