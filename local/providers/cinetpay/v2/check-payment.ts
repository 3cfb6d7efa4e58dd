import { type JsonBody, textIn } from '../../json-body.ts';
import type { Reply } from '../../loopback-server.ts';
import type { CinetPayAccount } from '../account.ts';
import type { CinetPayment } from '../payment.ts';
import { codeReply, standingOf, V2Refusal, writeTime } from './codes.ts';

const fundsAvailableMs = 24 * 60 * 60 * 1000;

/** `POST /v2/payment/check`: the payment's state; amounts are text. */
export function checkPayment(account: CinetPayAccount, body: JsonBody): Reply {
  const payment = askedFor(account, body);
  const { code, status } = standingOf(payment);
  return codeReply(code, {
    data: { ...amountOf(payment), status, ...detailsOf(payment) },
  });
}

/** The payment of a check, by the shop's number or by its token. */
function askedFor(account: CinetPayAccount, body: JsonBody): CinetPayment {
  const name = textIn(body, 'transaction_id') || textIn(body, 'payment_token');
  if (name === '') throw new V2Refusal('608', 'transaction_id is required');
  const payment = account.find(name, 'v2');
  if (!payment) throw new V2Refusal('404', 'No transaction found');
  return payment;
}

function amountOf({ asked, paid }: CinetPayment) {
  const { amount, currency } = paid ?? asked;
  return { amount: String(amount), currency };
}

function detailsOf({ paid, method, description, custom }: CinetPayment): object {
  const availableAt = paid && new Date(paid.at.getTime() + fundsAvailableMs);
  return {
    payment_method: paid ? method : '',
    description,
    metadata: custom === '' ? null : custom,
    operator_id: paid ? paid.operatorId : null,
    payment_date: paid ? writeTime(paid.at) : ' ',
    fund_availability_date: availableAt ? `${writeTime(availableAt).slice(0, 10)} 00:00:00` : ' ',
  };
}
