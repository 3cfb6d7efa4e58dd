import * as inspected from '../inspected-invoices.ts';
import * as acts from '../invoice-acts.ts';
import type { Operation } from './operation.ts';

/** What finance sees of an invoice, and does with it. */
export const invoiceOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/admin/invoices/{id}',
    id: 'inspectInvoice',
    tag: 'Invoices',
    summary: 'Read an invoice with its buyer, its document and its history',
    security: ['bearer'],
    people: 'finance and admins',
    answers: { 200: inspected.inspectedInvoice },
    problems: [401, 403, 404],
  },
  {
    method: 'get',
    path: '/v1/admin/invoices/{id}/pdf',
    id: 'downloadForFinance',
    tag: 'Invoices',
    summary: 'Download an invoice, without counting it as opened by its buyer',
    description: 'A redirect to a new link each time, which is valid for five minutes.',
    security: ['bearer'],
    people: 'finance and admins',
    answers: { 302: 'The Location is a presigned link to the PDF.' },
    problems: [401, 403, 404],
  },
  {
    method: 'put',
    path: '/v1/admin/invoices/{id}',
    id: 'setInvoiceStatus',
    tag: 'Invoices',
    summary: 'Set the status of an invoice, along the allowed ways',
    description:
      '`generated` → `sent`, `paid`, `overdue`, `cancelled`; `sent` → `paid`, `overdue`, `cancelled`; `overdue` → `paid`, `cancelled`; any other way is 409 `invoice_status_not_allowed`. `paid` says that it was paid past the providers, with a proof. `cancelled` issues the credit note, as DELETE does. A paid invoice is not cancelled: refund its payment (409 `invoice_paid`).',
    security: ['bearer'],
    people: 'finance and admins',
    body: acts.setInvoiceStatusRequest,
    answers: { 200: inspected.inspectedInvoice },
    problems: [400, 401, 403, 404, 409, 413, 415],
  },
  {
    method: 'delete',
    path: '/v1/admin/invoices/{id}',
    id: 'cancelInvoice',
    tag: 'Invoices',
    summary: 'Cancel an unpaid invoice by a credit note, and answer that credit note',
    description:
      'An issued invoice is never deleted: the law forbids it. Asked again, it answers the same credit note.',
    security: ['bearer'],
    people: 'finance and admins',
    answers: { 200: inspected.inspectedInvoice },
    problems: [401, 403, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/admin/invoices/{id}/resend',
    id: 'resendInvoice',
    tag: 'Invoices',
    summary: 'Mail a copy of an invoice or a credit note',
    description:
      'The attached copy is stamped _Duplicata_; the stored original stays as it is. Without a body it goes to the customer’s own address.',
    security: ['bearer'],
    people: 'finance and admins',
    body: acts.resendInvoiceRequest,
    answers: { 200: inspected.inspectedInvoice },
    problems: [400, 401, 403, 404, 409, 413, 415],
  },
  {
    method: 'post',
    path: '/v1/admin/invoices/{id}/remind',
    id: 'remindCustomer',
    tag: 'Invoices',
    summary: 'Ask the customer of an unpaid invoice for the money, by mail, now',
    description:
      'The configured reminders are sent beside it. The answer is 409 `invoice_already_paid`, `invoice_cancelled`, `credit_note_final`, or `payment_processing` while a payment of it is being processed.',
    security: ['bearer'],
    people: 'finance and admins',
    answers: { 200: inspected.inspectedInvoice },
    problems: [400, 401, 403, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/admin/invoices/bulk',
    id: 'actOnInvoices',
    tag: 'Invoices',
    summary: 'Mail copies or reminders of up to a hundred invoices',
    description:
      'Each has its own outcome: one that is refused does not stop the others. With an Idempotency-Key, a request that was interrupted may be repeated, and nobody gets a mail twice.',
    security: ['bearer'],
    people: 'finance and admins',
    body: acts.actOnInvoicesRequest,
    answers: { 200: acts.bulkRows },
    problems: [400, 401, 403, 409, 413, 415],
  },
];
