import { answerCommonControl, controlBody } from '../common-controls.ts';
import { answerEventControl } from '../event-controls.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { json } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import { findRoute } from '../router.ts';
import type { CinetPayAccount } from './account.ts';
import { expireDue, findPayment } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import type { CinetPayment } from './payment.ts';
import { pageUrl } from './payment-url.ts';

type Control = (account: CinetPayAccount, call: Call, ids: Record<string, string>) => Reply;

const routes: Route<Control>[] = [
  { method: 'GET', pattern: '/_sim/payments', handler: allPayments },
  { method: 'POST', pattern: '/_sim/payments/:id/settle', handler: settle },
  { method: 'GET', pattern: '/_sim/charges', handler: charges },
  { method: 'POST', pattern: '/_sim/tokens/expire', handler: expireTokens },
];

/** Answers `/_sim/…`: the controls of the simulation itself, without a key. */
export async function answerControl(account: CinetPayAccount, call: Call): Promise<Reply> {
  try {
    const shared =
      answerCommonControl(account, call) ?? (await answerEventControl(account.log, call));
    if (shared) return shared;
    const route = findRoute(routes, call.method, call.path);
    if (!route) return json(404, { error: `No such control: ${call.method} ${call.path}` });
    return route.handler(account, call, route.ids);
  } catch (error) {
    if (error instanceof SyntaxError) return json(400, { error: 'The body is not JSON.' });
    throw error;
  }
}

function allPayments(account: CinetPayAccount): Reply {
  expireDue(account);
  return json(
    200,
    [...account.payments.values()].map((payment) => summary(account, payment)),
  );
}

/**
 * Ends a payment by any of its names. A refused or expired one can still be paid, as with a late
 * operator; a paid one stays paid.
 */
function settle(account: CinetPayAccount, call: Call, ids: Record<string, string>): Reply {
  const payment = findPayment(account, undefined, ids.id ?? '');
  if (!payment) return json(404, { error: `No such payment: ${ids.id}` });
  const given = controlBody(call).outcome;
  const outcome = payerOutcomes.find((one) => one === given && one !== 'later');
  if (payment.state === 'paid') return json(409, { error: 'It is paid already.' });
  if (given === 'expire') payment.state = 'expired';
  else if (outcome) decide(account, payment, outcome);
  else
    return json(400, { error: '"outcome" is one of: pay, decline, insufficient, cancel, expire.' });
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
      generation,
      reference,
      amount,
      currency,
      // CinetPay itself cannot refund.
      held: amount,
      metadata: marks,
      operator_id: operatorId,
      created: Math.floor(at.getTime() / 1000),
    };
  });
  return json(200, taken);
}

/** Expires every access token; `as` chooses the form of the next refusal. */
function expireTokens(account: CinetPayAccount, call: Call): Reply {
  const { status, place } = controlBody(call);
  account.tokens.expireAll({
    ...(typeof status === 'number' && { status }),
    ...(place !== undefined && { isInDetails: place === 'details' }),
  });
  return json(200, {});
}

function summary(account: CinetPayAccount, payment: CinetPayment): object {
  const { generation, reference, transactionId, token, state, asked, paid, marks } = payment;
  return {
    id: transactionId,
    generation,
    reference,
    token,
    state,
    url: pageUrl(account, payment),
    asked,
    paid: paid && { amount: paid.amount, currency: paid.currency },
    metadata: marks,
  };
}
