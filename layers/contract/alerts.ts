import * as z from 'zod/mini';
import type { Alert } from '#domain/monitoring/alert';
import type { Maintenance } from '#domain/monitoring/alert-store';
import { explain } from '#domain/monitoring/explain-alert';
import { severities } from '#vocabulary/alerts';
import * as part from './parts.ts';

const severity = z.enum(severities);

const state = z.enum(['open', 'acknowledged', 'resolved']);

export const listAlertsQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
  state: z.optional(state),
});

const nullableText = z.nullable(z.string());

export const alertChange = z.object({
  at: part.timestamp,
  what: z.string(),
  severity,
  by: nullableText,
  note: nullableText,
});

export const alertView = z.object({
  id: z.string(),
  rule: z.string(),
  dimension: z.string(),
  severity,
  state,
  impact: z.object({ fr: z.string(), en: z.string() }),
  /** A section of docs/runbook.md. */
  runbook: z.string(),
  evidence: z.record(z.string(), z.union([z.number(), z.string()])),
  objects: z.array(z.string()),
  openedAt: part.timestamp,
  resolvedAt: z.nullable(part.timestamp),
  acknowledgement: z.nullable(
    z.object({
      by: z.string(),
      at: part.timestamp,
      note: z.string(),
      until: z.nullable(part.timestamp),
    }),
  ),
  reopened: z.int(),
  history: z.array(alertChange),
});

export const alertPage = part.page(alertView);

export const acknowledgeAlertRequest = z.strictObject({
  note: part.text(500),
  until: z.optional(part.timestamp),
});

export const testAlertsRequest = z.strictObject({ severity: z._default(severity, 'low') });

export const planMaintenanceRequest = z.strictObject({
  from: z.optional(part.timestamp),
  until: part.timestamp,
  reason: part.text(500),
});

export const maintenanceView = z.object({
  from: part.timestamp,
  until: part.timestamp,
  reason: z.string(),
  plannedBy: z.string(),
});

export const viewMaintenance = ({
  from,
  until,
  reason,
  plannedBy,
}: Maintenance): z.infer<typeof maintenanceView> => ({ from, until, reason, plannedBy });

export function viewAlert(alert: Alert): z.infer<typeof alertView> {
  const { impact, runbook } = explain(alert);
  const { acknowledgement: answered } = alert;
  return {
    ...{ id: alert.id, rule: alert.rule, dimension: alert.dimension },
    ...{ severity: alert.severity, state: alert.state },
    impact: { fr: impact.fr, en: impact.en },
    runbook: `docs/runbook.md#${runbook}`,
    ...{ evidence: alert.evidence, objects: alert.objects, openedAt: alert.openedAt },
    resolvedAt: alert.resolvedAt ?? null,
    acknowledgement: answered
      ? { by: answered.by, at: answered.at, note: answered.note, until: answered.until ?? null }
      : null,
    reopened: alert.reopened,
    history: alert.history.map(({ at, what, severity: then, by, note }) => ({
      ...{ at, what, severity: then, by: by ?? null, note: note ?? null },
    })),
  };
}
