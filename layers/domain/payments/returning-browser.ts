import { Allowance, Allowances } from '../allowance.ts';
import { NotFoundError } from '../errors.ts';
import type { Payment } from './payment.ts';
import { type Refreshed, settleIfAnswered } from './refresh-payment.ts';
import type { SettleDeps } from './settle-payment.ts';

/** Limits how often a browser that returns repeatedly makes us ask the provider. */
const asksMax = 10;
const asksPeriodMs = 60_000;

/** Counts the questions for each payment's returning browsers, for the life of the process. */
export const asksOfReturning = () => new Allowances(() => new Allowance(asksMax, asksPeriodMs));

/**
 * Returns the current state of the payment whose buyer comes back. If the provider does not answer,
 * returns the stored state; the buyer's next page keeps asking.
 *
 * @throws NotFoundError when there is no such payment.
 */
export async function paymentOnReturn(
  deps: SettleDeps,
  asks: Allowances,
  { paymentId, requestId }: { paymentId: string; requestId: string },
): Promise<{ payment: Payment; refreshed: Refreshed }> {
  const refreshed: Refreshed = asks.take(paymentId, deps.now())
    ? await settleIfAnswered(deps, { paymentId, requestId })
    : { kind: 'not_asked' };
  const payment =
    refreshed.kind === 'asked' ? refreshed.settled.payment : await deps.payments.find(paymentId);
  if (!payment) throw new NotFoundError('payment');
  return { payment, refreshed };
}
