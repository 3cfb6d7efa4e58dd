import { DynamoCounterStore } from '#stores/counter-store';
import { DynamoSwitchStore } from '#stores/switch-store';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { now } from '#wiring/clock';
import { promptTable } from '#wiring/prompt-table';
import { usedProviders } from '#wiring/used-providers';
import { watchedQueues } from '#wiring/watched-queues';
import { createHandler } from './handler.ts';

const switches = new DynamoSwitchStore(promptTable);

export const handler = createHandler({
  switches: () => switches.load(),
  counters: new DynamoCounterStore(promptTable, now),
  troubles: new DynamoTroubleStore(promptTable),
  waiting: async () => (await watchedQueues()).queues.map(({ waiting }) => waiting),
  providers: usedProviders,
  now,
});
