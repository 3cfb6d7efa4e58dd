import type * as z from 'zod/mini';
import type * as lists from '../../invoice-lists.ts';
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

export const financeExamples = {
  listAllInvoices: pageOf(listed),
  listInvoices: pageOf(listed),
};
