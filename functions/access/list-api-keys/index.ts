import { DynamoApiKeyStore } from '#stores/api-key-store';
import { mainTable } from '#wiring/main-table';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  apiKeys: new DynamoApiKeyStore(mainTable),
});
