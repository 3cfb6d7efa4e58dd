import type * as z from 'zod/mini';
import type * as admin from '../../admin.ts';
import { ids, pageOf } from './ids.ts';

const stopped: z.infer<typeof admin.switchView> = {
  provider: 'paypal',
  method: null,
  enabled: false,
  reason: 'PayPal is down',
  changedBy: 'person:5f0c1e2d',
  changedAt: '2026-11-21T04:08:10.000Z',
};

const notification: z.infer<typeof admin.inboxEntryView> = {
  id: ids.notification,
  provider: 'stripe',
  eventId: 'evt_1SVd0e2eZvKYlo2C',
  eventType: 'checkout.session.completed',
  verdict: 'applied',
  paymentId: ids.payment,
  occurredAt: '2026-11-21T04:08:10.000Z',
  receivedAt: '2026-11-21T04:08:11.631Z',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  rawBody: '{"id":"evt_1SVd0e2eZvKYlo2C","object":"event"}',
  encoding: 'utf8',
};

const auditEntry: z.infer<typeof admin.auditEntryView> = {
  id: 'aud_01M7Y4MMKF8W1X2Y3Z4A5B6C7D',
  at: '2026-11-21T04:08:10.000Z',
  actor: 'person:5f0c1e2d',
  actorName: 'Fatou Ndiaye',
  action: 'switch.set',
  subject: 'paypal',
  before: { enabled: true },
  after: { enabled: false },
  reason: 'PayPal is down',
  requestId: 'Tq1sYhWkCGYEMzQ=',
};

export const adminExamples = {
  listSwitches: { data: [stopped] },
  setSwitch: stopped,
  listInbox: pageOf(notification),
  replayNotification: {
    id: ids.notification,
    queued: true,
  } satisfies z.infer<typeof admin.replayedNotification>,
  listAudit: pageOf(auditEntry),
};
