import { troubleNoter } from '#domain/monitoring/trouble';
import { variableOf } from '#runtime/environment';
import { logger } from '#runtime/log';
import { plainUpdate } from '#runtime/plain-update';
import { troubleUpdate } from '#stores/trouble-update';
import { now } from './clock.ts';

const table = variableOf('TABLE_NAME');

/** As `noteTrouble`, for functions without the table's client. */
export const noteTroublePlainly = troubleNoter({
  troubles: { add: (trouble, at) => plainUpdate(table, troubleUpdate(trouble, at)) },
  now,
  onFault: (error) => logger.warn('trouble not noted', { error }),
});
