import fc from 'fast-check';
import type { Alert, AlertWatch } from '#domain/monitoring/alert';
import type { Maintenance } from '#domain/monitoring/alert-store';
import type { Notice } from '#domain/monitoring/notice';
import { DynamoAlertStore } from '#stores/alert-store';
import { DynamoNoticeStore } from '#stores/notice-store';
import { anAlert, anAlertWatch } from '#test/alerts';
import { anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { severities } from '#vocabulary/alerts';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const aNotice = (paymentId: string): Notice => ({
  ...{ id: 'ntc_01', type: 'payment.review', priority: 'high', about: { paymentId } },
  ...{ occurredAt: '2026-11-21T10:00:00.000Z', readBy: ['person-1'] },
});

const states = fc.constantFrom<Alert['state']>('open', 'acknowledged', 'resolved');

const anyAlert = fc
  .record({
    dimension: anyText,
    state: states,
    severity: fc.constantFrom(...severities),
    reopened: fc.nat(),
  })
  .map(anAlert);

const episode = rowsOf<Alert>({
  name: 'an episode of an alert',
  reader: 'alert-store.ts alertFrom',
  keys: ['alertEpisode'],
  example: anAlert(),
  any: anyAlert,
  write: (table, alert) =>
    new DynamoAlertStore(table).save({
      watch: anAlertWatch({ dimension: alert.dimension, alert }),
    }),
  read: (table, alert) => new DynamoAlertStore(table).findAlert(alert, alert.id),
  sk: 'EPISODE#',
  required: {
    id: '',
    dimension: '',
    state: 'asleep',
    severity: 'deadly',
    openedAt: 'today',
    rungAt: 'today',
    toldResolved: 'no',
    reopened: -1,
  },
});

const watch = rowsOf<AlertWatch>({
  name: 'what is remembered of an alert',
  reader: 'alert-store.ts watchFrom',
  keys: ['alert'],
  example: anAlertWatch({ alert: anAlert() }),
  any: fc.record({ dimension: anyText, holding: fc.nat(), clearing: fc.nat() }).map(anAlertWatch),
  write: (table, one) => new DynamoAlertStore(table).save({ watch: one }),
  read: (table, one) => new DynamoAlertStore(table).find(one),
  sk: 'ALERT',
  required: {
    dimension: '',
    evaluatedAt: 'today',
    holding: -1,
    clearing: 1.5,
    version: 'first',
    'alert.id': '',
    'alert.state': 'asleep',
    'alert.severity': 'deadly',
    'alert.openedAt': 'today',
    'alert.rungAt': 'today',
    'alert.toldResolved': 'no',
    'alert.reopened': -1,
  },
  optional: { alert: 'none' },
});

const maintenance = rowsOf<Maintenance>({
  name: 'planned work',
  reader: 'alert-store.ts maintenanceFrom',
  keys: ['maintenance'],
  example: {
    from: '2026-11-21T20:00:00.000Z',
    until: '2026-11-21T22:00:00.000Z',
    reason: 'A new provider.',
    plannedBy: 'person:1',
  },
  any: fc.record({ reason: anyText, plannedBy: anyText }).map((texts) => ({
    ...{ from: '2026-11-21T20:00:00.000Z', until: '2026-11-21T22:00:00.000Z' },
    ...texts,
  })),
  write: (table, planned) => new DynamoAlertStore(table).planMaintenance(planned, anAuditEntry()),
  read: (table) => new DynamoAlertStore(table).maintenance(),
  sk: 'MAINTENANCE',
  required: { from: 'today', until: 'tomorrow', reason: '', plannedBy: '' },
});

const notice = rowsOf<Notice>({
  name: 'a notice',
  reader: 'notice-store.ts noticeFrom',
  keys: ['notice'],
  example: aNotice('pay_1'),
  any: anyText.map(aNotice),
  async write(table, one) {
    const notices = new DynamoNoticeStore(table);
    await notices.file(one);
    await notices.markRead(one.id, 'person-1');
  },
  read: async (table) => (await new DynamoNoticeStore(table).list({ limit: 1 })).notices[0],
  sk: 'NOTICE',
  required: { id: '', priority: 'deadly', about: 'a payment', occurredAt: 'today' },
  optional: { readBy: 'nobody', 'about.paymentId': 7 },
});

export const rowsOfAlerts: Rows[] = [episode, watch, maintenance, notice];
