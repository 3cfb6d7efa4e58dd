import { idempotency } from '#wiring/idempotency';
import { notedProviders } from '#wiring/noted-providers';
import { refunding } from '#wiring/refunding';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...refunding, providers: notedProviders, idempotency });
