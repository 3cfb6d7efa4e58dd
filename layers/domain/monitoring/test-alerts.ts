import type { Severity } from '#vocabulary/alerts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { newId } from '../ids.ts';
import type { Alert } from './alert.ts';
import type { AlertStore } from './alert-store.ts';
import { alertEvent } from './move-alert.ts';

/**
 * Sends an alert that says it is a test the whole way: event, mail, chat, notice. It is over at
 * once, so that nobody need answer.
 */
export async function testAlerts(
  { alerts }: { alerts: Pick<AlertStore, 'save'> },
  severity: Severity,
  context: AuditContext,
): Promise<Alert> {
  const { now, randomBytes, requestId } = context;
  const at = now.toISOString();
  const id = newId('alt', now, randomBytes(10));
  const key = { rule: 'test_alert' as const, dimension: id };
  const alert: Alert = {
    ...{ id, ...key, state: 'resolved', severity, openedAt: at, resolvedAt: at },
    ...{ evidence: {}, objects: [], rungAt: at, step: 0, toldResolved: true, reopened: 0 },
    history: [{ at, what: 'opened', severity }],
  };
  const event = alertEvent(
    { type: 'alert.opened', because: 'opened', alert },
    { at: now, requestId, randomBytes },
  );
  const change = {
    action: 'alert.tested',
    subject: id,
    before: null,
    after: { severity },
  } as const;
  const audit = auditEntry(context, change);
  const watch = { ...key, evaluatedAt: at, holding: 0, clearing: 0, alert, version: 1 };
  const outcome = await alerts.save({ watch, event, audit });
  if (outcome === 'stale') throw new Error('an id was taken');
  return alert;
}
