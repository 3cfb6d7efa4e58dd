import type * as z from 'zod/mini';
import type { billingSummary } from '../../billing-summary.ts';
import type * as reporting from '../../e-reporting.ts';
import type * as lists from '../../invoice-lists.ts';
import type { invoiceStats } from '../../invoice-stats.ts';
import { ids, pageOf } from './ids.ts';

const listed: z.infer<typeof lists.listedInvoice> = {
  id: ids.invoice,
  kind: 'invoice',
  number: 'FA-2026-000042',
  status: 'paid',
  title: 'Abonnement annuel',
  currency: 'EUR',
  amount: 46_800,
  amountDue: 0,
  vatAmount: 7_800,
  issuedAt: '2026-11-21T09:30:04.120Z',
  issueDate: '2026-11-21',
  dueDate: '2026-12-21',
  paidAt: '2026-11-21T09:30:00.000Z',
  corrects: null,
  customer: { name: 'Comptoir Diallo', email: 'awa@example.com' },
  customerId: ids.customer,
  paymentId: ids.payment,
  pdfUrl: `https://api.shop.example/v1/invoices/${ids.invoice}/pdf`,
};

const stats: z.infer<typeof invoiceStats> = {
  year: 2026,
  counts: { total: 120, generated: 1, sent: 3, paid: 113, overdue: 2, cancelled: 1 },
  creditNotes: 1,
  revenue: [
    {
      currency: 'EUR',
      net: 4_641_000,
      vat: 928_200,
      gross: 5_569_200,
      credited: 46_800,
      deposits: 0,
    },
  ],
  pdf: { count: 121, meanBytes: 38_214, measured: 121, measuredAt: '2026-11-27T03:30:02.000Z' },
  paymentRate: 0.95,
  formatted: {
    counts: {
      total: '120',
      generated: '1',
      sent: '3',
      paid: '113',
      overdue: '2',
      cancelled: '1',
    },
    creditNotes: '1',
    revenue: [
      {
        currency: 'EUR',
        net: '46 410,00 €',
        vat: '9 282,00 €',
        gross: '55 692,00 €',
        credited: '468,00 €',
        deposits: '0,00 €',
      },
    ],
    pdf: { count: '121', meanBytes: '38,2 ko' },
    paymentRate: '95,0 %',
  },
};

const year = { currency: 'EUR' as const, paid: 93_600, refunded: 46_800, vat: 7_800 };

const summary: z.infer<typeof billingSummary> = {
  customerId: ids.customer,
  year: 2026,
  months: [{ month: '2026-11', ...year }],
  totals: [year],
};

const declared: z.infer<typeof reporting.declaration> = {
  siren: '732829320',
  from: '2026-11-01',
  to: '2026-11-10',
  paysVatOnDebits: false,
  sales: [
    {
      day: '2026-11-03',
      category: 'TPS1',
      currency: 'EUR',
      transactions: 2,
      net: 78_000,
      vatInEuro: 15_600,
      rates: [{ vatRate: 2000, net: 78_000, vatInEuro: 15_600 }],
    },
  ],
  payments: [{ day: '2026-11-03', vatRate: 2000, amountInEuro: 93_600 }],
  abroad: [],
  byPlatform: 3,
  withoutSiren: [],
};

export const financeExamples = {
  getInvoiceStats: stats,
  getBillingSummary: summary,
  declareSales: declared,
  listAllInvoices: pageOf(listed),
  listInvoices: pageOf(listed),
};
