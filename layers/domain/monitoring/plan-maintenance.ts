import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { InvalidRequestError } from '../errors.ts';
import type { AlertStore, Maintenance } from './alert-store.ts';

/** Longer silence would hide an outage. */
const lengthMsMax = 72 * 3_600_000;

export type MaintenanceWish = { from?: string; until: string; reason: string };

/**
 * Plans work on the shop, in place of what was planned before: meanwhile no alert opens or rings.
 * An `until` that is now or past ends it.
 *
 * @throws InvalidRequestError when it ends before it begins, or takes more than three days.
 */
export async function planMaintenance(
  { alerts }: { alerts: Pick<AlertStore, 'planMaintenance'> },
  { from, until, reason }: MaintenanceWish,
  context: AuditContext,
): Promise<Maintenance> {
  const start = from === undefined ? context.now : new Date(from);
  const end = new Date(until);
  const ms = end.getTime() - start.getTime();
  const isEndOfOne = from === undefined && ms <= 0;
  if ((ms <= 0 && !isEndOfOne) || ms > lengthMsMax) {
    const message = 'must be after from, by three days at most';
    throw new InvalidRequestError(`until ${message}.`, [{ path: 'until', message }]);
  }
  const times = { from: (isEndOfOne ? end : start).toISOString(), until: end.toISOString() };
  const audit = auditEntry(context, {
    ...{
      action: 'alerts.maintenance_planned',
      subject: 'shop',
      before: null,
      after: times,
      reason,
    },
  });
  const planned: Maintenance = { ...times, reason, plannedBy: audit.actor };
  await alerts.planMaintenance(planned, audit);
  return planned;
}
