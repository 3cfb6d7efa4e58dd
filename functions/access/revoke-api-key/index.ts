import { randomBytes } from 'node:crypto';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { now } from '#wiring/clock';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  apiKeys: new DynamoApiKeyStore(mainTable),
  now,
  randomBytes,
});
