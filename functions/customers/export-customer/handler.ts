import { viewExport } from '#contract/erasure-views';
import { requireRole } from '#domain/access/caller';
import type { Clock, RandomBytes } from '#domain/clock';
import { type ExportStore, requestExport } from '#domain/exports/export';
import type { Pause } from '#domain/pause';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type ExportDeps = {
  exports: ExportStore;
  link: (key: string, customerId: string) => Promise<string>;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** POST /v1/admin/customers/{id}/export: starts it; asked again, it answers a link for minutes. */
export const createHandler = (deps: ExportDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const customerId = pathIdOf(event);
    const context = { caller, now: now(), randomBytes, requestId };
    const found = await requestExport(deps, customerId, context);
    logger.info('export asked for', { requestId, customerId, state: found.state });
    const url = found.file ? await deps.link(found.file.key, customerId) : null;
    return json(found.file ? 200 : 202, viewExport(found, url));
  });
