import { ProviderUnreachableError } from '../errors.ts';
import { closePayment } from './close-payment.ts';
import { graceMs, nextCheckAt } from './next-check.ts';
import type { Payment, PaymentStatus, ProviderName } from './payment.ts';
import { type SettleDeps, settlePayment } from './settle-payment.ts';

/** The result of a check. */
export type Check =
  | { paymentId: string; status: PaymentStatus; moved?: Payment }
  /** Its provider did not answer a moment ago: the next run asks again. */
  | { paymentId: string; status: 'put_off' }
  | { paymentId: string; status: 'unknown'; error: unknown };

export type ReconcileRequest = { dueAt: Date; limit: number; requestId: string };

/** How soon to ask again after no answer. */
const putOffMs = 5 * 60 * 1000;

/**
 * Asks the providers about payments without news, longest waiting first; ends those that have
 * expired, after a last question and closing the checkout.
 *
 * One failure does not stop the others, but a provider that does not answer is not asked again in
 * this run. Each payment stores its next check, so the next run continues.
 */
export async function reconcilePayments(
  deps: SettleDeps,
  request: ReconcileRequest,
): Promise<Check[]> {
  const due = await deps.payments.listDue(request.dueAt, request.limit);
  const silent = new Set<ProviderName>();
  const checks: Check[] = [];
  for (const paymentId of due) checks.push(await check(deps, paymentId, silent, request));
  return checks;
}

async function check(
  deps: SettleDeps,
  paymentId: string,
  silent: Set<ProviderName>,
  request: ReconcileRequest,
): Promise<Check> {
  const { dueAt } = request;
  const soon = new Date(dueAt.getTime() + putOffMs).toISOString();
  let provider: ProviderName | undefined;
  try {
    const found = await deps.payments.find(paymentId);
    provider = found?.provider;
    if (provider === undefined || silent.has(provider)) {
      await deps.payments.postpone(paymentId, soon);
      return { paymentId, status: 'put_off' };
    }
    const { payment, moved } = await settleOrEnd(deps, paymentId, request);
    await deps.payments.postpone(paymentId, nextCheckAt(payment, dueAt));
    return { paymentId, status: payment.status, ...(moved && { moved: payment }) };
  } catch (error) {
    if (error instanceof ProviderUnreachableError && provider) silent.add(provider);
    await deps.payments.postpone(paymentId, soon);
    return { paymentId, status: 'unknown', error };
  }
}

async function settleOrEnd(
  deps: SettleDeps,
  paymentId: string,
  { dueAt, requestId }: ReconcileRequest,
): Promise<{ payment: Payment; moved: boolean }> {
  const settled = await settlePayment(deps, { paymentId, requestId });
  const { payment, awaitsBuyer } = settled;
  const isOver = dueAt.getTime() >= Date.parse(payment.expiresAt) + graceMs;
  // Only the provider ends a processing payment, or reports that no money is coming and the buyer
  // may try again.
  const isUnpaid = payment.status === 'pending' || (payment.status === 'processing' && awaitsBuyer);
  if (!isUnpaid || !isOver) return settled;
  const closed = await closePayment(deps, { payment, as: 'expired', requestId });
  return { payment: closed, moved: closed.status !== payment.status };
}
