import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { InvalidRequestError, NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Alert } from './alert.ts';
import { AlertOverError } from './alert-errors.ts';
import { noted } from './alert-state.ts';
import type { AlertStore } from './alert-store.ts';

export type AcknowledgeDeps = { alerts: Pick<AlertStore, 'findById' | 'save'>; pause: Pause };

export type Acknowledgement = { note: string; until?: string };

/** Who looks after something for longer says so again. */
const untilMsMax = 24 * 3_600_000;

const race = { attemptsMax: 10, busy: 'too many concurrent writes of an alert' };

/**
 * Notes who looks after an alert: it rings no more, unless it gets worse or `until` has come. It
 * still resolves by itself.
 *
 * @throws InvalidRequestError when `until` is past, or more than 24 hours away.
 * @throws NotFoundError when there is no such alert.
 * @throws AlertOverError when it has resolved.
 */
export async function acknowledgeAlert(
  { alerts, pause }: AcknowledgeDeps,
  alertId: string,
  { note, until }: Acknowledgement,
  context: AuditContext,
): Promise<Alert> {
  const ends = until === undefined ? undefined : endOf(until, context.now);
  return untilSaved({ ...race, pause }, async () => {
    const watch = await alerts.findById(alertId);
    if (!watch) throw new NotFoundError('alert');
    const { alert } = watch;
    if (alert?.id !== alertId || alert.state === 'resolved') throw new AlertOverError();
    const audit = auditEntry(context, {
      action: 'alert.acknowledged',
      subject: alertId,
      before: { state: alert.state },
      after: { state: 'acknowledged', until: ends ?? null },
      reason: note,
    });
    const { actor: by, at } = audit;
    const acknowledged: Alert = {
      ...alert,
      state: 'acknowledged',
      acknowledgement: { by, at, note, ...(ends && { until: ends }) },
      ...noted(alert, { at, what: 'acknowledged', by, note }),
    };
    const version = watch.version + 1;
    const saved = await alerts.save({ watch: { ...watch, alert: acknowledged, version }, audit });
    return saved === 'saved' ? acknowledged : overtaken;
  });
}

function endOf(until: string, now: Date): string {
  const ms = Date.parse(until) - now.getTime();
  if (ms > 0 && ms <= untilMsMax) return new Date(until).toISOString();
  const message = 'must be within the next 24 hours';
  throw new InvalidRequestError(`until ${message}.`, [{ path: 'until', message }]);
}
