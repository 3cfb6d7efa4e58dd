import type * as z from 'zod/mini';
import { paymentView } from '#contract/payments';

export type PaymentView = z.infer<typeof paymentView>;

export const paymentId = 'pay_01KACW9Q7ZK3M8X2V5T0R4B6NY';
export const clientToken = 'ct_q7Xk2vS9-wB_eR4tY6uI8oP0aS2dF4gH6jK8lZ1xC3v';
export const checkoutUrl = 'https://checkout.example/c/pay/cs_test_a1';

export const anInvoice = (apiUrl = 'https://api.example'): NonNullable<PaymentView['invoice']> => ({
  id: 'inv_01KACWB2M4',
  number: 'FA-2026-000042',
  url: `${apiUrl}/v1/invoices/inv_01KACWB2M4/pdf?clientToken=${clientToken}`,
  creditNotes: [],
  amountCredited: 0,
  amountRemaining: 46_800,
});

/** What GET /v1/payments/{id} answers, held against the contract. */
export function aPayment(changes: Partial<PaymentView> = {}): PaymentView {
  const status = changes.status ?? 'processing';
  return paymentView.parse({
    id: paymentId,
    status,
    provider: 'stripe',
    method: 'card',
    amount: 46800,
    currency: 'EUR',
    action: status === 'pending' ? { kind: 'redirect', url: checkoutUrl } : null,
    expiresAt: '2026-11-12T14:00:00.000Z',
    createdAt: '2026-11-12T13:00:00.000Z',
    description: 'Atelier de céramique, deux journées',
    updatedAt: '2026-11-12T13:02:00.000Z',
    completedAt: status === 'completed' ? '2026-11-12T13:02:00.000Z' : null,
    amountRefunded: 0,
    refundState: 'none',
    dispute: null,
    failure: null,
    lastDecline: null,
    providerReference: null,
    providerTransaction: null,
    isDuplicate: false,
    orderId: null,
    planId: null,
    invoiceId: null,
    customerId: null,
    initiatedBy: 'server',
    returnUrl: null,
    invoice: null,
    ...changes,
  });
}
