import type { Shopper } from './people.ts';
import { all, may, nothingThere, type Row, shopsPeople, unknown } from './verdicts.ts';

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
  'GET /v1/admin/messages': {
    path: ({ paid }) => `/v1/admin/messages?invoiceId=${paid.invoice.id}`,
    may: shopsPeople,
  },
  'POST /v1/admin/messages/{id}/resend': {
    path: () => `/v1/admin/messages/msg_${unknown}/resend`,
    may: may({ finance: nothingThere, admin: nothingThere }),
  },
  'POST /v1/admin/invoices/bulk': {
    path: () => '/v1/admin/invoices/bulk',
    body: () => ({ action: 'remind', ids: [`inv_${unknown}`] }),
    may: shopsPeople,
  },
};
