import type { Alert, AlertFact, AlertWatch } from '#domain/monitoring/alert';

export const anAlert = (changes: Partial<Alert> = {}): Alert => ({
  id: 'alt_01',
  rule: 'site_over_http',
  dimension: 'shop',
  state: 'open',
  severity: 'high',
  openedAt: '2026-11-21T10:00:00.000Z',
  evidence: { overHttp: 1 },
  objects: ['http://old.example'],
  rungAt: '2026-11-21T10:00:00.000Z',
  step: 0,
  toldResolved: false,
  reopened: 0,
  history: [{ at: '2026-11-21T10:00:00.000Z', what: 'opened', severity: 'high' }],
  ...changes,
});

export const anAlertWatch = (changes: Partial<AlertWatch> = {}): AlertWatch => ({
  rule: 'site_over_http',
  dimension: 'shop',
  evaluatedAt: '2026-11-21T10:00:00.000Z',
  holding: 0,
  clearing: 0,
  version: 1,
  ...changes,
});

export const anAlertEvent = (changes: Partial<AlertFact> = {}): AlertFact => ({
  id: 'evt_01',
  type: 'alert.opened',
  occurredAt: '2026-11-21T10:00:00.000Z',
  requestId: 'request-1',
  data: {
    alertId: 'alt_01',
    rule: 'site_over_http',
    dimension: 'shop',
    severity: 'high',
    because: 'opened',
  },
  ...changes,
});
