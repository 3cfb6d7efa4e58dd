import { choiceOf, WrongWish, wishOf } from '../controls.ts';
import { type Call, json, type Reply } from '../loopback-server.ts';
import type { CinetPayAccount } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import type { CinetPayment } from './payment.ts';

/** The controls of this simulation besides the common ones. */
export const controls = {
  'GET /_sim/payments': allPayments,
  'POST /_sim/payments/:id/settle': settle,
  'GET /_sim/charges': charges,
  'POST /_sim/tokens/expire': expireTokens,
};

const settlements = [...payerOutcomes.filter((one) => one !== 'later'), 'expire'] as const;

function allPayments(account: CinetPayAccount): Reply {
  const all = [...account.payments.values()].map((payment) => summary(account, payment));
  return json(200, all);
}

/**
 * Ends a payment by any of its names. A refused or expired one can still be paid, as with a late
 * operator; a paid one stays paid.
 */
function settle(account: CinetPayAccount, call: Call): Reply {
  const payment = account.find(call.ids.id ?? '');
  if (!payment) throw new WrongWish(404, `No such payment: ${call.ids.id}`);
  if (payment.state === 'paid') throw new WrongWish(409, 'It is paid already.');
  const outcome = choiceOf(wishOf(call), 'outcome', settlements);
  if (outcome === 'expire') payment.state = 'expired';
  else decide(account, payment, outcome);
  return json(200, summary(account, payment));
}

/** The money that was really taken, with the shop's number for each payment. */
function charges({ payments }: CinetPayAccount): Reply {
  const taken = [...payments.values()].flatMap((payment) => {
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
  return json(200, taken);
}

/** Expires every access token; `status` and `place` choose the form of the next refusal. */
function expireTokens(account: CinetPayAccount, call: Call): Reply {
  const { status, place } = wishOf(call);
  account.tokens.expireAll();
  account.tokens.nextDisguise = {
    ...(typeof status === 'number' && { status }),
    ...(place !== undefined && { isInDetails: place === 'details' }),
  };
  return json(200, {});
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
