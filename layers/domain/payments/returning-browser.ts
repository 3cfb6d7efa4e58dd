import { Allowance, Allowances } from '../allowance.ts';
import { NotFoundError } from '../errors.ts';
import type { Payment } from './payment.ts';
import { type Refreshed, settleIfAnswered } from './refresh-payment.ts';
import type { SettleDeps } from './settle-payment.ts';

/** A browser that is sent back over and over makes us ask the provider no more often than this. */
const asksMax = 10;
const asksPeriodMs = 60_000;

/** How often each payment's returning browsers make us ask; for as long as the process lives. */
export const asksOfReturning = () => new Allowances(() => new Allowance(asksMax, asksPeriodMs));

/**
 * What is true now of the payment whose buyer comes back. A silent provider does not strand them:
 * what is stored is answered, and the page they land on goes on asking.
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
