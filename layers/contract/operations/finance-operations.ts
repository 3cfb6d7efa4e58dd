import { billingSummary, billingSummaryQuery } from '../billing-summary.ts';
import * as reporting from '../e-reporting.ts';
import * as lists from '../invoice-lists.ts';
import * as stats from '../invoice-stats.ts';
import type { Operation } from './operation.ts';

/** What was invoiced: for finance, and for each customer. */
export const financeOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/admin/invoices',
    id: 'listAllInvoices',
    tag: 'Invoices',
    summary: 'List, sort and search all invoices, deposits and credit notes',
    description:
      'Newest first. By number and by amount it lists one year: `year`, else that of `to`, else this one; by amount each currency for itself. `q` is a number or its beginning, or words of the order’s title, of the customer’s name and address: all of them, or their beginnings, without regard to accents and case; `sort` then orders each page. A document is sorted by number or amount, and found, as soon as it can be downloaded. With `status`, credit notes are left out. A page may be shorter than `limit`, or empty, while `nextCursor` continues.',
    security: ['bearer'],
    people: 'finance and admins',
    query: lists.listInvoicesQuery,
    answers: { 200: lists.invoiceListPage },
    problems: [400, 401, 403],
  },
  {
    method: 'get',
    path: '/v1/admin/invoices/stats',
    id: 'getInvoiceStats',
    tag: 'Invoices',
    summary: 'Read the figures of a year: counts, revenue, size and payment rate',
    description:
      'This year where none is named. Currencies are never added. What was issued is counted at once; what changes later a moment later.',
    security: ['bearer'],
    people: 'finance and admins',
    query: stats.invoiceStatsQuery,
    answers: { 200: stats.invoiceStats },
    problems: [400, 401, 403],
  },
  {
    method: 'get',
    path: '/v1/invoices',
    id: 'listInvoices',
    tag: 'Invoices',
    summary: 'List the invoices and credit notes of a customer, newest first',
    description: 'With `status`, credit notes are left out.',
    security: ['bearer'],
    people: 'their own; finance and admins see all, or those of `customerId`',
    query: lists.listOwnInvoicesQuery,
    answers: { 200: lists.invoiceListPage },
    problems: [400, 401, 403],
  },
  {
    method: 'get',
    path: '/v1/billing/summary',
    id: 'getBillingSummary',
    tag: 'Billing',
    summary: 'Read what a customer has paid and got back in a year, by month and currency',
    description:
      'This year where none is named. Paid counts in the month of the payment, refunded in that of the credit note. With `format=csv`, or `Accept: text/csv`, it is a table that a French spreadsheet opens: semicolons, decimal commas, UTF-8 with its mark.',
    security: ['bearer'],
    people: 'their own; finance and admins with `customerId`',
    query: billingSummaryQuery,
    answers: { 200: billingSummary },
    alsoAs: ['text/csv'],
    problems: [400, 401, 403],
  },
  {
    method: 'get',
    path: '/v1/admin/e-reporting',
    id: 'declareSales',
    tag: 'Invoices',
    summary: 'Sum up what is declared to the French tax administration (e-reporting)',
    description:
      'For 31 days at most, `from` and `to` included. Sales to consumers by day, category and currency (flow 10.3), their payments for services whose VAT is due on payment (10.4), and each document to a company abroad (10.1). Documents between companies in France go by a platform, and are only counted.',
    security: ['bearer'],
    people: 'finance and admins',
    query: reporting.declarationQuery,
    answers: { 200: reporting.declaration },
    problems: [400, 401, 403],
  },
];
