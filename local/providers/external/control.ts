import { choiceOf, wishOf, wrongWish } from '../controls.ts';
import type { Call } from '../loopback-server.ts';
import type { Control } from '../simulation.ts';
import type { ExternalAccount } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import { statusOf } from './callback.ts';
import type { ExternalPayment } from './payment.ts';

/** The controls of this simulation besides the common ones. */
export const controls: Record<string, Control<ExternalAccount>> = {
  'GET /_sim/payments': allPayments,
  'POST /_sim/payments/:id/settle': settle,
  'GET /_sim/charges': charges,
};

const settlements = [...payerOutcomes.filter((one) => one !== 'later'), 'expire'] as const;

function allPayments(account: ExternalAccount): object {
  return [...account.payments.values()].map((payment) => summary(account, payment));
}

/**
 * Ends a payment, by its id or by the merchant's number. A failed or expired one can still be paid,
 * as late money does arrive; a paid one stays paid.
 */
function settle(account: ExternalAccount, call: Call): object {
  const payment = account.find(call.ids.id ?? '');
  if (!payment) throw wrongWish(404, `No such payment: ${call.ids.id}`);
  if (payment.status === 'succeeded') throw wrongWish(409, 'It is paid already.');
  const outcome = choiceOf(wishOf(call), 'outcome', settlements);
  if (outcome === 'expire') account.move(payment, 'expired');
  else decide(account, payment, outcome);
  return summary(account, payment);
}

/** The money that was really taken, with the merchant's number for each payment. */
function charges({ payments }: ExternalAccount): object {
  return [...payments.values()].flatMap(({ id, reference, paid, marks }) => {
    if (!paid) return [];
    const { amount, currency, at } = paid;
    const created = Math.floor(at.getTime() / 1000);
    // The protocol has no refunds.
    return { id, reference, amount, currency, held: amount, metadata: marks, created };
  });
}

function summary(account: ExternalAccount, payment: ExternalPayment): object {
  const { mode, marks, expiresAt } = payment;
  const url = account.pageOf(payment);
  return { ...statusOf(payment), mode, url, metadata: marks, expires_at: expiresAt.toISOString() };
}
