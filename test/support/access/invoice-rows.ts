import type { Shopper } from './people.ts';
import { all, may, type Row, shopsPeople, unknown } from './verdicts.ts';

const invoice = (suffix = '') => ({
  path: ({ paid }: Shopper) => `/v1/admin/invoices/${paid.invoice.id}${suffix}`,
  nobody: `/v1/admin/invoices/inv_${unknown}${suffix}`,
});

const finance = may({ finance: all, admin: all });

/** What finance does with an invoice: no customer, and no server. */
export const invoiceRows: Record<string, Row> = {
  'GET /v1/admin/invoices/{id}': { ...invoice(), may: finance },
  'GET /v1/admin/invoices/{id}/pdf': { ...invoice('/pdf'), may: finance },
  'PUT /v1/admin/invoices/{id}': {
    ...invoice(),
    body: () => ({ status: 'overdue' }),
    may: finance,
  },
  'DELETE /v1/admin/invoices/{id}': { ...invoice(), may: finance },
  'POST /v1/admin/invoices/{id}/correct': {
    ...invoice('/correct'),
    body: () => ({ customer: { name: 'Comptoir Diallo' }, reason: 'Nom' }),
    may: finance,
  },
  'POST /v1/admin/invoices/{id}/resend': { ...invoice('/resend'), may: finance },
  'POST /v1/admin/invoices/{id}/regenerate': { ...invoice('/regenerate'), may: finance },
  'POST /v1/admin/invoices/{id}/remind': { ...invoice('/remind'), may: finance },
  'POST /v1/admin/invoices/bulk': {
    path: () => '/v1/admin/invoices/bulk',
    body: () => ({ action: 'remind', ids: [`inv_${unknown}`] }),
    may: shopsPeople,
  },
};
