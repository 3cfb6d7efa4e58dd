import { idempotency } from '#wiring/idempotency';
import { refunding } from '#wiring/refunding';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...refunding, idempotency });
