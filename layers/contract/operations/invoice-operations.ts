import * as inspected from '../inspected-invoices.ts';
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
];
