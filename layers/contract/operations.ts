import type * as z from 'zod/mini';
import * as admin from './admin.ts';
import * as apiKeys from './api-keys.ts';
import * as payments from './payments.ts';
import * as refunds from './refunds.ts';

type Schema = z.core.$ZodType;

export type Operation = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  id: string;
  summary: string;
  /** Who may call it: a server key, a signed-in person, a payment's client token. Empty: anybody. */
  security: ('apiKey' | 'bearer' | 'clientToken')[];
  query?: z.ZodMiniObject;
  body?: Schema;
  /** Status → schema of the answer, or its description where it has no JSON body. */
  answers: Record<number, Schema | string>;
  /** Problem statuses that this operation may answer. */
  problems: number[];
};

/** Every operation that clients call, in the order of the documentation. */
export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/payments',
    id: 'initiatePayment',
    summary: 'Initiate a payment and learn what the buyer must do next',
    security: ['apiKey', 'bearer'],
    body: payments.initiatePaymentRequest,
    answers: { 201: payments.initiatedPayment },
    problems: [400, 401, 403, 404, 409, 413, 415, 422, 503],
  },
  {
    method: 'get',
    path: '/v1/payments',
    id: 'listPayments',
    summary: 'List payments, newest first',
    security: ['apiKey', 'bearer'],
    query: payments.listPaymentsQuery,
    answers: { 200: payments.paymentPage },
    problems: [400, 401, 403],
  },
  {
    method: 'get',
    path: '/v1/payments/{id}',
    id: 'getPayment',
    summary: 'Poll the status of a payment',
    security: ['apiKey', 'bearer', 'clientToken'],
    answers: { 200: payments.paymentView },
    problems: [401, 403, 404],
  },
  {
    method: 'post',
    path: '/v1/payments/{id}/cancel',
    id: 'cancelPayment',
    summary: 'Cancel a pending payment',
    security: ['apiKey', 'bearer', 'clientToken'],
    answers: { 200: payments.paymentView },
    problems: [400, 401, 403, 404, 409, 503],
  },
  {
    method: 'post',
    path: '/v1/payments/{id}/refunds',
    id: 'requestRefund',
    summary: 'Give money back, all that remains or a part of it',
    security: ['apiKey', 'bearer'],
    body: refunds.requestRefundRequest,
    answers: { 201: refunds.refundView },
    problems: [400, 401, 403, 404, 409, 413, 415],
  },
  {
    method: 'get',
    path: '/v1/invoices/{id}/pdf',
    id: 'downloadInvoice',
    summary: 'Download an invoice: a redirect to a link that is fresh at every click',
    security: ['apiKey', 'bearer', 'clientToken'],
    answers: { 302: 'The Location is a presigned link to the PDF.' },
    problems: [401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/api-keys',
    id: 'listApiKeys',
    summary: 'List API keys, newest first',
    security: ['bearer'],
    query: apiKeys.listApiKeysQuery,
    answers: { 200: apiKeys.apiKeyPage },
    problems: [400, 401, 403],
  },
  {
    method: 'post',
    path: '/v1/api-keys',
    id: 'createApiKey',
    summary: 'Create an API key, shown once',
    security: ['bearer'],
    body: apiKeys.createApiKeyRequest,
    answers: { 201: apiKeys.createdApiKey },
    problems: [400, 401, 403, 409, 413, 415],
  },
  {
    method: 'delete',
    path: '/v1/api-keys/{id}',
    id: 'revokeApiKey',
    summary: 'Revoke an API key',
    security: ['bearer'],
    answers: { 200: apiKeys.apiKeyView },
    problems: [401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/wallets',
    id: 'getWallets',
    summary: 'Whether Apple Pay and Google Pay can be used on a page of this domain',
    security: [],
    query: admin.walletsQuery,
    answers: { 200: admin.wallets },
    problems: [400, 503],
  },
  {
    method: 'get',
    path: '/v1/admin/switches',
    id: 'listSwitches',
    summary: 'List what is open for new payments, and what was switched off by whom',
    security: ['bearer'],
    answers: { 200: admin.switchList },
    problems: [401, 403],
  },
  {
    method: 'put',
    path: '/v1/admin/switches',
    id: 'setSwitch',
    summary: 'Stop or allow new payments by a provider, or by one of its methods',
    security: ['bearer'],
    body: admin.setSwitchRequest,
    answers: { 200: admin.switchView },
    problems: [400, 401, 403, 413, 415],
  },
  {
    method: 'get',
    path: '/v1/admin/inbox',
    id: 'listInbox',
    summary: 'List the notifications that providers have sent, newest first',
    security: ['bearer'],
    query: admin.listInboxQuery,
    answers: { 200: admin.inboxPage },
    problems: [400, 401, 403],
  },
  {
    method: 'post',
    path: '/v1/admin/inbox/{id}/replay',
    id: 'replayNotification',
    summary: 'Take a notification in once more',
    security: ['bearer'],
    answers: { 202: admin.replayedNotification },
    problems: [400, 401, 403, 404, 409],
  },
  {
    method: 'get',
    path: '/v1/admin/refund-tasks',
    id: 'listRefundTasks',
    summary: 'List refunds that a person must see to, newest first',
    security: ['bearer'],
    query: admin.listRefundTasksQuery,
    answers: { 200: admin.refundTaskPage },
    problems: [400, 401, 403],
  },
  {
    method: 'post',
    path: '/v1/payments/{id}/refunds/{refundId}/close',
    id: 'closeRefundTask',
    summary:
      'End a refund task: given back by hand with its proof, asked of the provider, or dropped',
    security: ['bearer'],
    body: admin.closeRefundTaskRequest,
    answers: { 200: refunds.refundView },
    problems: [400, 401, 403, 404, 409, 413, 415],
  },
  {
    method: 'get',
    path: '/v1/admin/audit',
    id: 'listAudit',
    summary: 'List who did what, newest first',
    security: ['bearer'],
    query: admin.listAuditQuery,
    answers: { 200: admin.auditPage },
    problems: [400, 401, 403],
  },
];
