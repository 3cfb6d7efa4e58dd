import { catalogueOf } from '#providers/catalogue';
import { DynamoSwitchStore } from '#stores/switch-store';
import { mainTable } from '#wiring/main-table';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  switches: new DynamoSwitchStore(mainTable),
  catalogue: catalogueOf(setting('PROVIDERS')),
});
