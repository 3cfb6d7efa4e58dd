import type * as z from 'zod/mini';
import type * as alerts from '../../alerts.ts';
import type * as notices from '../../notices.ts';
import { pageOf } from './ids.ts';

const opened = '2026-11-21T04:05:00.000Z';

const alert: z.infer<typeof alerts.alertView> = {
  id: 'alt_01M7Y4N9T2C4E6G8J0K2M4P6R8',
  rule: 'failure_rate_1h',
  dimension: 'stripe',
  severity: 'high',
  state: 'open',
  impact: {
    fr: 'Trop de paiements échouent chez ce prestataire.',
    en: 'Too many payments by this provider fail.',
  },
  runbook: 'docs/runbook.md#alert-failure-rate-1h',
  evidence: { failed: 9, decided: 40, rate: 0.225, lowerBound: 0.137 },
  objects: [],
  openedAt: opened,
  resolvedAt: null,
  acknowledgement: null,
  reopened: 0,
  history: [{ at: opened, what: 'opened', severity: 'high', by: null, note: null }],
};

const answered: typeof alert = {
  ...alert,
  state: 'acknowledged',
  acknowledgement: {
    by: 'person:5f0c1e2d',
    at: '2026-11-21T04:09:12.000Z',
    note: 'Asked Stripe.',
    until: null,
  },
};

const test: typeof alert = {
  ...alert,
  rule: 'test_alert',
  severity: 'low',
  state: 'resolved',
  impact: {
    fr: 'Ceci est un essai : les alertes de la boutique arrivent.',
    en: 'This is a test: the shop’s alerts arrive.',
  },
  runbook: 'docs/runbook.md#alerts',
  evidence: {},
  resolvedAt: opened,
};

const notice: z.infer<typeof notices.noticeView> = {
  id: 'ntc_01M7Y4N9T2C4E6G8J0K2M4P6R9',
  type: 'alert.opened',
  priority: 'high',
  about: {
    alertId: alert.id,
    rule: alert.rule,
    dimension: alert.dimension,
    severity: alert.severity,
    because: 'opened',
  },
  occurredAt: opened,
  read: false,
};

export const alertExamples = {
  listNotices: pageOf(notice),
  markNoticeRead: { ...notice, read: true },
  listAlerts: pageOf(alert),
  acknowledgeAlert: answered,
  testAlerts: test,
  planMaintenance: {
    from: '2026-11-21T22:00:00.000Z',
    until: '2026-11-22T01:00:00.000Z',
    reason: 'PayPal gets new keys.',
    plannedBy: 'person:5f0c1e2d',
  } satisfies z.infer<typeof alerts.maintenanceView>,
};
