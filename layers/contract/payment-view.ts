import type * as z from 'zod/mini';
import { isOpen, type Payment, type PaymentAction, takenAmount } from '#domain/payments/payment';
import type { PaymentWithInvoice } from '#domain/payments/payment-store';
import type { PaymentWarning } from '#domain/payments/payment-warnings';
import type { Sight } from '#domain/payments/read-payment';
import { viewCredited } from './credit-notes.ts';
import { viewWarning } from './payment-warnings.ts';
import type { initiatedPayment, keptPayment, paymentPage, paymentView } from './payments.ts';

type View = z.infer<typeof paymentView>;
type ListedView = z.infer<typeof paymentPage>['data'][number];
type KeptView = z.infer<typeof keptPayment>;

/** The part of a new payment's answer that may be stored: nothing that allows to act. */
export const viewKept = (payment: Payment): KeptView => ({
  id: payment.id,
  status: payment.status,
  provider: payment.provider,
  method: payment.method,
  amount: payment.amount.minor,
  currency: payment.amount.currency,
  expiresAt: payment.expiresAt,
  createdAt: payment.createdAt,
});

/** The same with what to know before one pays; without the field when there is nothing. */
export const viewWarned = (payment: Payment, warnings: PaymentWarning[]): KeptView => ({
  ...viewKept(payment),
  ...(warnings.length > 0 && { warnings: warnings.map(viewWarning) }),
});

/**
 * The initiator's view. While the payment is open, a repetition returns the same bytes as the first
 * answer; afterwards it returns the final state.
 */
export function viewInitiated(
  kept: KeptView,
  payment: Payment,
  clientToken: string,
): z.infer<typeof initiatedPayment> {
  if (!isOpen(payment)) return { ...kept, status: payment.status, action: null, clientToken };
  const action = kept.status === 'pending' ? (payment.action ?? null) : null;
  return { ...kept, action, clientToken };
}

export const viewListed = (payment: Payment, { shopsOwn, customer }: Sight): ListedView => ({
  ...viewKept(payment),
  description: payment.description,
  updatedAt: payment.updatedAt,
  completedAt: payment.completedAt ?? null,
  amountRefunded: payment.amountRefunded.minor,
  refundState: payment.refundState,
  dispute: payment.dispute,
  failure: payment.failure ?? null,
  lastDecline: payment.lastDecline ?? null,
  providerReference: payment.providerReference ?? null,
  providerTransaction: payment.providerTransaction ?? null,
  orderId: payment.orderId ?? null,
  planId: payment.planId ?? null,
  invoiceId: payment.invoiceId ?? null,
  isDuplicate: payment.isDuplicate ?? false,
  customerId: (customer && payment.buyer.customerId) || null,
  initiatedBy: payment.initiator.kind,
  returnUrl: (shopsOwn ? payment.returnUrl : withoutQuery(payment.returnUrl)) ?? null,
  ...(shopsOwn && { metadata: payment.metadata }),
});

export const viewPayment = (payment: Payment, invoice: View['invoice'], sight: Sight): View => ({
  ...viewListed(payment, sight),
  ...(sight.action !== 'none' && { action: visibleAction(payment, sight) }),
  invoice,
});

/** A payment's invoice with its credit notes, each with a link that the caller can open. */
export function viewInvoiceOf(
  payment: Payment,
  { id, number, creditNotes = [] }: NonNullable<PaymentWithInvoice['invoice']>,
  urlOf: (id: string) => string,
): NonNullable<View['invoice']> {
  const links = creditNotes.map((note) => ({ ...note, url: urlOf(note.id) }));
  return { id, number, url: urlOf(id), ...viewCredited(links, takenAmount(payment).minor) };
}

function visibleAction({ status, action }: Payment, sight: Sight): PaymentAction | null {
  if (status !== 'pending' || !action) return null;
  if (sight.action === 'page') return action.kind === 'redirect' ? action : null;
  if (action.kind !== 'sdk') return action;
  // Saved cards are only in the answer to the customer's own request.
  const { customerSessionClientSecret, ...own } = action;
  return own;
}

/** The shop may have put private data after the question mark. */
const withoutQuery = (url: string | undefined): string | undefined => url?.replace(/[?#].*$/s, '');
