import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Payment } from '../payments/payment.ts';
import { platformField } from '../platform/for-platform.ts';
import { billedWithDeposits } from './deposits.ts';
import type { Account, Invoice } from './invoice-store.ts';
import type { IssueDeps } from './issue-once.ts';
import { issueOnce, type Task } from './issue-together.ts';
import { invoicePaymentOf } from './sale.ts';

/** The only payments that have an invoice, sooner or later: also one that paid twice. */
export const isInvoiced = ({ status }: Payment): boolean => status === 'completed';

export type PaidRequest = { paymentId: string; requestId: string; account?: Account };

/**
 * Makes sure that a completed payment has its one invoice: the one it has paid, or a new one.
 *
 * @throws NotFoundError when no such payment is stored.
 */
export const invoicePayment = async (deps: IssueDeps, request: PaidRequest): Promise<Invoice> =>
  issueOnce(deps, await taskOfPayment(deps, request));

/**
 * What is to be done for a completed payment; nothing when it paid an issued invoice, which is then
 * marked as paid.
 *
 * @throws NotFoundError when no such payment is stored.
 */
export async function taskOfPayment(
  deps: IssueDeps,
  { paymentId, requestId, account }: PaidRequest,
): Promise<Task> {
  const { payment, invoice } = await deps.invoices.findForPayment(paymentId);
  if (!payment) throw new NotFoundError('payment');
  if (!isInvoiced(payment)) throw new Error('only a completed payment has an invoice');
  const paid = invoice ? undefined : await payIssued(deps, payment, requestId);
  if (paid) return { done: paid };
  const bill = {
    subject: { paymentId },
    customerId: payment.buyer.customerId,
    account,
    ...(await billedWithDeposits(deps, payment)),
    requestId,
    find: async () => (await deps.invoices.findForPayment(paymentId)).invoice,
  };
  return { bill, ...(invoice && { existing: invoice }) };
}

/** Undefined for a payment without an invoice, or when another payment has paid it. */
async function payIssued(
  deps: IssueDeps,
  payment: Payment,
  requestId: string,
): Promise<Invoice | undefined> {
  if (payment.invoiceId === undefined || payment.isDuplicate) return undefined;
  const invoice = await deps.invoices.find(payment.invoiceId);
  if (!invoice) throw new Error('the payment names an invoice that is not stored');
  const paidBy = invoicePaymentOf(payment, deps.seller.timeZone);
  const outcome = await deps.invoices.markPaid(invoice, paidBy, {
    id: newId('evt', deps.now(), deps.randomBytes(10)),
    type: 'invoice.paid',
    occurredAt: deps.now().toISOString(),
    requestId,
    data: {
      invoiceId: invoice.id,
      paymentId: payment.id,
      ...platformField(invoice.content),
    },
  });
  if (outcome === 'paid') return { ...invoice, status: 'paid', paidBy };
  return (await deps.invoices.findForPayment(payment.id)).invoice;
}
