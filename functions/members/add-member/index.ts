import { DynamoMemberStore } from '#stores/member-store';
import { acting } from '#wiring/acting';
import { activationTokens } from '#wiring/activation-tokens';
import { idempotency } from '#wiring/idempotency';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  members: new DynamoMemberStore(mainTable),
  plans: setting('PLANS'),
  tokens: activationTokens,
  idempotency,
});
