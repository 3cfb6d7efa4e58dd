import { invoiceRows } from './invoice-rows.ts';
import { all, customerIn, letIn, may, ofCustomer, type Row, shopsPeople } from './verdicts.ts';

/** What was invoiced, for finance and for each customer. */
export const financeRows: Record<string, Row> = {
  ...invoiceRows,
  'GET /v1/admin/exports/{kind}': {
    path: () => '/v1/admin/exports/invoices?year=2032',
    nobody: '/v1/admin/exports/salaries',
    may: may({ finance: all, admin: all }),
  },
  'GET /v1/admin/invoices': { path: () => '/v1/admin/invoices', may: shopsPeople },
  'GET /v1/admin/invoices/stats': { path: () => '/v1/admin/invoices/stats', may: shopsPeople },
  'GET /v1/billing/summary': {
    ...customerIn('/v1/billing/summary'),
    may: may({ ...ofCustomer, finance: letIn, admin: letIn }),
  },
  'GET /v1/admin/e-reporting': {
    path: () => '/v1/admin/e-reporting?from=2032-01-01&to=2032-01-31',
    may: shopsPeople,
  },
  'GET /v1/invoices': {
    ...customerIn('/v1/invoices'),
    may: may({ ...ofCustomer, finance: letIn, admin: letIn }),
  },
};
