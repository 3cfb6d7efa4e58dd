import type * as z from 'zod/mini';
import type * as admin from '../../admin.ts';
import type * as invoices from '../../invoices.ts';
import type * as payments from '../../payments.ts';
import type * as refunds from '../../refunds.ts';
import { ids, pageOf } from './ids.ts';

const summary = {
  id: ids.payment,
  provider: 'stripe',
  method: 'card',
  amount: 46_800,
  currency: 'EUR',
  expiresAt: '2026-11-21T05:08:09.120Z',
  createdAt: '2026-11-21T04:08:09.120Z',
} as const;

const initiated: z.infer<typeof payments.initiatedPayment> = {
  ...summary,
  status: 'pending',
  action: { kind: 'redirect', url: 'https://checkout.stripe.com/c/pay/cs_live_a1b2c3' },
  clientToken: 'ct_3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
};

const listed: z.infer<typeof payments.listedPayment> = {
  ...summary,
  status: 'completed',
  description: 'Abonnement annuel',
  updatedAt: '2026-11-21T04:09:30.480Z',
  completedAt: '2026-11-21T04:09:30.480Z',
  amountRefunded: 0,
  refundState: 'none',
  dispute: null,
  failure: null,
  lastDecline: { at: '2026-11-21T04:08:52.000Z', code: 'insufficient_funds' },
  providerReference: 'cs_live_a1b2c3',
  providerTransaction: 'pi_3SVd0e2eZvKYlo2C',
  orderId: '1042',
  planId: null,
  invoiceId: null,
  isDuplicate: false,
  customerId: ids.customer,
  initiatedBy: 'server',
  returnUrl: 'https://shop.example/merci',
  metadata: { basket: 'b-771' },
};

const payment: z.infer<typeof payments.paymentView> = {
  ...listed,
  action: null,
  invoice: {
    id: ids.invoice,
    number: '2026-000042',
    url: `https://api.shop.example/v1/invoices/${ids.invoice}/pdf`,
    creditNotes: [],
    amountCredited: 0,
    amountRemaining: 46_800,
  },
};

const cancelled: z.infer<typeof payments.paymentView> = {
  ...payment,
  status: 'cancelled',
  completedAt: null,
  lastDecline: null,
  providerTransaction: null,
  invoice: null,
};

const refund: z.infer<typeof refunds.refundView> = {
  id: ids.refund,
  paymentId: ids.payment,
  amount: 10_000,
  currency: 'EUR',
  status: 'pending',
  reason: 'requested_by_customer',
  noteToBuyer: null,
  failure: null,
  createdAt: '2026-11-21T09:30:00.000Z',
  updatedAt: '2026-11-21T09:30:00.000Z',
};

const refundTask: z.infer<typeof admin.refundTaskView> = {
  refundId: ids.refund,
  paymentId: ids.payment,
  provider: 'cinetpay',
  providerTransaction: 'TXZOZ4EMBA7WZ1YOCUPI',
  amount: 10_000,
  currency: 'XOF',
  reason: 'requested_by_customer',
  customer: { name: 'Awa Diop', email: 'awa@example.com', phone: '+2250701020304' },
  createdAt: '2026-11-21T09:30:00.000Z',
};

export const invoice: z.infer<typeof invoices.invoiceView> = {
  id: ids.invoice,
  kind: 'invoice',
  number: 'FA-2026-000042',
  status: 'generated',
  locale: 'fr',
  currency: 'EUR',
  amount: 46_800,
  amountDue: 46_800,
  corrects: null,
  creditNotes: [
    {
      id: ids.creditNote,
      number: 'AV-2026-000007',
      issuedAt: '2026-11-22T09:30:00.000Z',
      amount: 10_000,
      url: `https://api.shop.example/v1/invoices/${ids.creditNote}/pdf`,
    },
  ],
  amountCredited: 10_000,
  amountRemaining: 36_800,
  deposits: [],
  settledBy: null,
  issueDate: '2026-11-21',
  dueDate: '2026-12-21',
  period: null,
  seller: { name: 'Péage SAS' },
  customer: { name: 'Comptoir Diallo' },
  customerId: ids.customer,
  lines: [{ description: 'Abonnement annuel', quantity: 1, amount: 46_800 }],
  paymentId: null,
  paymentMethods: ['card', 'paypal'],
  pdfUrl: `https://api.shop.example/v1/invoices/${ids.invoice}/pdf`,
  platform: null,
};

export const paymentExamples = {
  initiatePayment: initiated,
  listPayments: pageOf(listed),
  getPayment: payment,
  cancelPayment: cancelled,
  completeBuyer: payment,
  requestRefund: refund,
  listRefundTasks: pageOf(refundTask),
  closeRefundTask: { ...refund, status: 'succeeded', updatedAt: '2026-11-21T15:00:00.000Z' },
  getInvoice: invoice,
  getWallets: { applePay: true, googlePay: false } satisfies z.infer<typeof admin.wallets>,
};
