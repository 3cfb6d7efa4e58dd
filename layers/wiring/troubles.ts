import { troubleNoter } from '#domain/monitoring/trouble';
import { logger } from '#runtime/log';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';

export const noteTrouble = troubleNoter({
  troubles: new DynamoTroubleStore(mainTable),
  now,
  onFault: (error) => logger.warn('trouble not noted', { error }),
});
