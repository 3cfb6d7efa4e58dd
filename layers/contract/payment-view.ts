import type * as z from 'zod/mini';
import type { Payment } from '#domain/payments/payment';
import type { initiatedPayment, paymentPage, paymentView } from './payments.ts';

type Summary = Omit<z.infer<typeof initiatedPayment>, 'clientToken'>;
type View = z.infer<typeof paymentView>;
type ListedView = z.infer<typeof paymentPage>['data'][number];

const summaryOf = (payment: Payment): Summary => ({
  id: payment.id,
  status: payment.status,
  provider: payment.provider,
  method: payment.method,
  amount: payment.amount.minor,
  currency: payment.amount.currency,
  action: payment.status === 'pending' ? (payment.action ?? null) : null,
  expiresAt: payment.expiresAt,
  createdAt: payment.createdAt,
});

export const viewInitiated = (
  payment: Payment,
  clientToken: string,
): z.infer<typeof initiatedPayment> => ({ ...summaryOf(payment), clientToken });

export const viewListed = (payment: Payment): ListedView => ({
  ...summaryOf(payment),
  description: payment.description,
  updatedAt: payment.updatedAt,
  completedAt: payment.completedAt ?? null,
  amountRefunded: payment.amountRefunded,
  refundState: payment.refundState,
  dispute: payment.dispute,
  failure: payment.failure ?? null,
  orderId: payment.orderId ?? null,
  planId: payment.planId ?? null,
  invoiceId: payment.invoiceId ?? null,
  isDuplicate: payment.isDuplicate ?? false,
  customerId: payment.buyer.customerId ?? null,
  returnUrl: payment.returnUrl ?? null,
  metadata: payment.metadata,
});

export const viewPayment = (payment: Payment, invoice: View['invoice']): View => ({
  ...viewListed(payment),
  invoice,
});
