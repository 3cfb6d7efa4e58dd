import { ProviderUnreachableError } from '../errors.ts';
import { closePayment } from './close-payment.ts';
import { graceMs, nextCheckAt } from './next-check.ts';
import type { Payment, PaymentStatus, ProviderName } from './payment.ts';
import { type SettleDeps, settlePayment } from './settle-payment.ts';

/** What a check has come to. */
export type Check =
  | { paymentId: string; status: PaymentStatus; moved?: Payment }
  /** Its provider was silent a moment ago: it is asked again at the next run. */
  | { paymentId: string; status: 'put_off' }
  | { paymentId: string; status: 'unknown'; error: unknown };

export type ReconcileRequest = { dueAt: Date; limit: number; requestId: string };

/** How soon what could not be found out now is asked again. */
const putOffMs = 5 * 60 * 1000;

/**
 * Asks the providers what has become of payments that nobody has told of, those first that have
 * waited longest; ends those whose time is over, after asking a last time and closing the checkout.
 *
 * One that fails does not stop the others, but a provider that does not answer is left in peace for
 * the rest of the run. Where the next run goes on is kept with each payment.
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
  // Money on its way takes the time it takes: only the provider ends a processing payment, or says
  // that nothing came of it and that the buyer may try again.
  const isUnpaid = payment.status === 'pending' || (payment.status === 'processing' && awaitsBuyer);
  if (!isUnpaid || !isOver) return settled;
  const closed = await closePayment(deps, { payment, as: 'expired', requestId });
  return { payment: closed, moved: closed.status !== payment.status };
}
