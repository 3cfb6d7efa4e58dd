import { answerCommonControl, controlBody } from '../common-controls.ts';
import { answerEventControl } from '../event-controls.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { json } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import { findRoute } from '../router.ts';
import type { ExternalAccount } from './account.ts';
import { expireDue, findPayment } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import { statusOf, tellMerchant } from './callback.ts';
import { pageUrl } from './endpoints.ts';
import type { ExternalPayment } from './payment.ts';

type Control = (account: ExternalAccount, call: Call, ids: Record<string, string>) => Reply;

const routes: Route<Control>[] = [
  { method: 'GET', pattern: '/_sim/payments', handler: allPayments },
  { method: 'POST', pattern: '/_sim/payments/:id/settle', handler: settle },
  { method: 'GET', pattern: '/_sim/charges', handler: charges },
];

/** Answers `/_sim/…`: the controls of the simulation itself, without a key. */
export async function answerControl(account: ExternalAccount, call: Call): Promise<Reply> {
  try {
    const common = answerCommonControl(account, call);
    expireDue(account);
    const shared = common ?? (await answerEventControl(account.log, call));
    if (shared) return shared;
    const route = findRoute(routes, call.method, call.path);
    if (!route) return json(404, { error: `No such control: ${call.method} ${call.path}` });
    return route.handler(account, call, route.ids);
  } catch (error) {
    if (error instanceof SyntaxError) return json(400, { error: 'The body is not JSON.' });
    throw error;
  }
}

function allPayments(account: ExternalAccount): Reply {
  const all = [...account.payments.values()].map((payment) => summary(account, payment));
  return json(200, all);
}

/**
 * Ends a payment, by its id or by the merchant's number. A failed or expired one can still be paid,
 * as late money does arrive; a paid one stays paid.
 */
function settle(account: ExternalAccount, call: Call, ids: Record<string, string>): Reply {
  const payment = findPayment(account, ids.id ?? '');
  if (!payment) return json(404, { error: `No such payment: ${ids.id}` });
  if (payment.status === 'succeeded') return json(409, { error: 'It is paid already.' });
  const given = controlBody(call).outcome;
  const outcome = payerOutcomes.find((one) => one === given && one !== 'later');
  if (outcome) decide(account, payment, outcome);
  else if (given === 'expire') expire(account, payment);
  else return json(400, { error: '"outcome" is one of: pay, decline, cancel, expire.' });
  return json(200, summary(account, payment));
}

function expire(account: ExternalAccount, payment: ExternalPayment): void {
  payment.status = 'expired';
  tellMerchant(account, payment);
}

/** The money that was really taken, with the merchant's number for each payment. */
function charges({ payments }: ExternalAccount): Reply {
  const taken = [...payments.values()].flatMap(({ id, reference, paid, marks }) => {
    if (!paid) return [];
    const { amount, currency, at } = paid;
    const created = Math.floor(at.getTime() / 1000);
    // The protocol has no refunds.
    return { id, reference, amount, currency, held: amount, metadata: marks, created };
  });
  return json(200, taken);
}

function summary(account: ExternalAccount, payment: ExternalPayment): object {
  const { mode, marks, expiresAt } = payment;
  return {
    ...statusOf(payment),
    mode,
    url: pageUrl(account, payment),
    metadata: marks,
    expires_at: expiresAt.toISOString(),
  };
}
