import type * as z from 'zod/mini';
import { invoiceView } from '#contract/invoices';
import { initiatedPayment } from '#contract/payments';
import { clientToken, paymentId } from './payments.ts';

export type InvoiceView = z.infer<typeof invoiceView>;
type InitiatedPayment = z.infer<typeof initiatedPayment>;

export const invoiceId = 'inv_01KACWB2M4E7V9D3Q6H1S8N5XA';
export const invoiceToken = 'ct_h5Wp9bE2nL7cT0yJ4sX8mA1vG6kD3fR-uZ_oQiNwBtY';

/** What GET /v1/invoices/{id} answers, held against the contract. */
export const anInvoice = (changes: Partial<InvoiceView> = {}) => ({
  status: 200,
  body: invoiceView.parse({
    id: invoiceId,
    kind: 'invoice',
    number: 'FA-2026-000042',
    status: 'issued',
    locale: 'fr',
    currency: 'EUR',
    amount: 46800,
    amountDue: 46800,
    corrects: null,
    creditNotes: [],
    amountCredited: 0,
    amountRemaining: 46800,
    deposits: [],
    settledBy: null,
    platform: null,
    issueDate: '2026-12-01',
    dueDate: '2099-12-31',
    period: { from: '2026-11-01', to: '2026-11-30' },
    seller: { name: 'Atelier Nord SARL' },
    customer: { name: 'Café des Halles' },
    customerId: 'cus_01KACW7Y0P',
    lines: [
      { description: 'Trafic de novembre 2026, par Go', quantity: 30, amount: 36000 },
      { description: 'Abonnement Pro', quantity: 1, amount: 10800 },
    ],
    paymentId: null,
    paymentMethods: ['card', 'paypal'],
    pdfUrl: `https://api.example/v1/invoices/${invoiceId}/pdf?clientToken=${invoiceToken}`,
    ...changes,
  }),
});

export const paidInvoice = anInvoice({
  status: 'paid',
  amountDue: 0,
  paymentId,
  paymentMethods: [],
});

/** What POST /v1/payments answers, held against the contract. */
export const aPaymentWith = (
  action: InitiatedPayment['action'],
  changes: Partial<InitiatedPayment> = {},
) => ({
  status: 201,
  body: initiatedPayment.parse({
    id: paymentId,
    status: 'pending',
    provider: 'stripe',
    method: 'card',
    amount: 46800,
    currency: 'EUR',
    action,
    expiresAt: '2026-12-02T14:00:00.000Z',
    createdAt: '2026-12-02T13:00:00.000Z',
    clientToken,
    ...changes,
  }),
});

/** An error of the API, as problem+json. */
export const aProblem = (status: number, code: string, detail = 'What went wrong.') => ({
  status,
  body: { type: `urn:peage:problem:${code}`, title: 'A problem', code, detail },
});
