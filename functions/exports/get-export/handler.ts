import { exportQuery, viewAccountingExport } from '#contract/exports';
import { requireRole } from '#domain/access/caller';
import {
  type AccountingExport,
  type AccountingExportStore,
  type ExportedFile,
  requestAccountingExport,
} from '#domain/accounting/accounting-export';
import { wishOf } from '#domain/accounting/wish';
import { dayAt } from '#domain/calendar/day';
import type { Clock, RandomBytes } from '#domain/clock';
import type { Pause } from '#domain/pause';
import { callerOf, type HttpReply, httpFunction, json, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseQuery } from '#runtime/read-request';

export type GetExportDeps = {
  exports: AccountingExportStore;
  link: (file: ExportedFile) => Promise<string>;
  books: { firstMonth: number; timeZone: string };
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** GET /v1/admin/exports/{kind}: starts it; asked again, it says how far it is, or gives a link. */
export const createHandler = ({ books, link, ...deps }: GetExportDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const [requestId, now] = [requestIdOf(event), deps.now()];
    const { refresh, ...query } = parseQuery(exportQuery, event);
    const today = dayAt(now, books.timeZone);
    const wish = wishOf(event.pathParameters?.kind, query, { ...books, today });
    const order = { wish, isRefreshed: refresh === 'true' };
    const found = await requestAccountingExport(deps, order, { ...deps, caller, now, requestId });
    logger.info('export asked for', { requestId, exportId: found.id, status: found.status });
    return answerWith(found, found.file ? await link(found.file) : null);
  });

/** A browser follows to the file; a program reads how far it is, and the checksum. */
function answerWith(found: AccountingExport, url: string | null): HttpReply {
  const answer = json(statusOf(found, url), viewAccountingExport(found, url));
  const more: Record<string, string> = url === null ? { 'retry-after': '5' } : { location: url };
  return { ...answer, headers: { ...answer.headers, ...more } };
}

function statusOf({ status }: AccountingExport, url: string | null): number {
  if (url !== null) return 302;
  return status === 'failed' ? 200 : 202;
}
