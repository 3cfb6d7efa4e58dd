import * as alerts from '../alerts.ts';
import * as notices from '../notices.ts';
import type { Operation } from './operation.ts';

/** What is wrong with the shop, and who looks after it. */
export const alertOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/admin/alerts',
    id: 'listAlerts',
    tag: 'Alerts',
    summary: 'List what is or was wrong with the shop, newest first',
    description:
      'Each episode with its numbers, what users lose, and a section of the runbook; kept for 13 months. With `state` a page may be shorter than `limit`, or empty, while `nextCursor` continues.',
    security: ['bearer'],
    people: 'admins',
    query: alerts.listAlertsQuery,
    answers: { 200: alerts.alertPage },
    problems: [400, 401, 403],
  },
  {
    method: 'post',
    path: '/v1/admin/alerts/{id}/ack',
    id: 'acknowledgeAlert',
    isRepeatable: true,
    tag: 'Alerts',
    summary: 'Say that you look after an alert',
    description:
      'It rings no more, unless it gets worse, or `until` has come and it still holds. It resolves by itself. 409 `alert_resolved` when it is over.',
    security: ['bearer'],
    people: 'admins',
    body: alerts.acknowledgeAlertRequest,
    answers: { 200: alerts.alertView },
    problems: [400, 401, 403, 404, 409, 413, 415],
  },
  {
    method: 'post',
    path: '/v1/admin/alerts/test',
    id: 'testAlerts',
    isRepeatable: true,
    tag: 'Alerts',
    summary: 'Send an alert that says it is a test',
    description:
      'The whole way: mail, chat from the severity on that is configured, and notice. It is over at once.',
    security: ['bearer'],
    people: 'admins',
    body: alerts.testAlertsRequest,
    answers: { 201: alerts.alertView },
    problems: [400, 401, 403, 409, 413, 415],
  },
  {
    method: 'put',
    path: '/v1/admin/alerts/maintenance',
    id: 'planMaintenance',
    tag: 'Alerts',
    summary: 'Plan work on the shop: meanwhile no alert opens or rings',
    description:
      'From now on without `from`, for three days at most, in place of what was planned before. An `until` that is past ends it. Alarms of CloudWatch still ring.',
    security: ['bearer'],
    people: 'admins',
    body: alerts.planMaintenanceRequest,
    answers: { 200: alerts.maintenanceView },
    problems: [400, 401, 403, 409, 413, 415],
  },
  {
    method: 'get',
    path: '/v1/admin/notices',
    id: 'listNotices',
    tag: 'Alerts',
    summary: 'List what the shop’s own people should know, newest first',
    description:
      'Alerts, disputes, refunds to make, documents and mails that were refused. `read` is about the caller. With `unread` a page may be shorter than `limit`, or empty, while `nextCursor` continues.',
    security: ['bearer'],
    people: 'admins',
    query: notices.listNoticesQuery,
    answers: { 200: notices.noticePage },
    problems: [400, 401, 403],
  },
  {
    method: 'post',
    path: '/v1/admin/notices/{id}/read',
    id: 'markNoticeRead',
    isRepeatable: true,
    tag: 'Alerts',
    summary: 'Mark a notice as read by yourself',
    security: ['bearer'],
    people: 'admins',
    answers: { 200: notices.noticeView },
    problems: [401, 403, 404, 409],
  },
];
