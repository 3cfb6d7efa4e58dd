import { troubleNoter } from '#domain/monitoring/trouble';
import { logger } from '#runtime/log';
import { troubleUpdate } from '#stores/trouble-update';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';

/** Without the store, whose reader would be in the bundle of each function that only notes. */
export const noteTrouble = troubleNoter({
  troubles: {
    add: async (trouble, at) => {
      await mainTable.write({ update: troubleUpdate(trouble, at) });
    },
  },
  now,
  onFault: (error) => logger.warn('trouble not noted', { error }),
});
