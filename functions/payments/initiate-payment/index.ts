import { addresses } from '#wiring/addresses';
import { clientTokens } from '#wiring/client-tokens';
import { idempotency } from '#wiring/idempotency';
import { initiating } from '#wiring/initiating';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...initiating, idempotency, addresses, clientTokens });
