import { choiceOf, wishOf, wrongWish } from '../controls.ts';
import type { Call } from '../loopback-server.ts';
import type { Control } from '../simulation.ts';
import type { CinetPayAccount } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import type { CinetPayment } from './payment.ts';

/** The controls of this simulation besides the common ones. */
export const controls: Record<string, Control<CinetPayAccount>> = {
  'GET /_sim/payments': allPayments,
  'POST /_sim/payments/:id/settle': settle,
  'GET /_sim/charges': charges,
  'POST /_sim/tokens/expire': expireTokens,
};

const settlements = [...payerOutcomes.filter((one) => one !== 'later'), 'expire'] as const;

function allPayments(account: CinetPayAccount): object {
  return [...account.payments.values()].map((payment) => summary(account, payment));
}

/**
 * Ends a payment by any of its names. A refused or expired one can still be paid, as with a late
 * operator; a paid one stays paid.
 */
function settle(account: CinetPayAccount, call: Call): object {
  const payment = account.find(call.ids.id ?? '');
  if (!payment) throw wrongWish(404, `No such payment: ${call.ids.id}`);
  if (payment.state === 'paid') throw wrongWish(409, 'It is paid already.');
  const outcome = choiceOf(wishOf(call), 'outcome', settlements);
  if (outcome === 'expire') payment.state = 'expired';
  else decide(account, payment, outcome);
  return summary(account, payment);
}

/** The money that was really taken, with the shop's number for each payment. */
function charges({ payments }: CinetPayAccount): object {
  return [...payments.values()].flatMap((payment) => {
    const { generation, reference, transactionId, paid, marks } = payment;
    if (!paid) return [];
    const { amount, currency, operatorId, at } = paid;
    return {
      id: transactionId,
      ...{ generation, reference, amount, currency },
      // CinetPay itself cannot refund.
      held: amount,
      metadata: marks,
      operator_id: operatorId,
      created: Math.floor(at.getTime() / 1000),
    };
  });
}

/** Expires every access token; `status` and `place` choose the form of the next refusal. */
function expireTokens(account: CinetPayAccount, call: Call): object {
  const { status, place } = wishOf(call);
  account.tokens.expireAll();
  account.tokens.nextDisguise = {
    ...(typeof status === 'number' && { status }),
    ...(place !== undefined && { isInDetails: place === 'details' }),
  };
  return {};
}

function summary(account: CinetPayAccount, payment: CinetPayment): object {
  const { generation, reference, transactionId, token, state, asked, paid, marks } = payment;
  return {
    id: transactionId,
    ...{ generation, reference, token, state, asked, metadata: marks },
    url: account.pageOf(payment),
    paid: paid && { amount: paid.amount, currency: paid.currency },
  };
}
