import type { JsonBody } from '../../json-body.ts';
import type { Reply } from '../../loopback-server.ts';
import { json } from '../../loopback-server.ts';
import type { CinetPayAccount } from '../account.ts';
import { findPayment } from '../account.ts';
import { decide } from '../buyer.ts';
import { newPayment } from '../payment.ts';
import { pageUrl } from '../payment-url.ts';
import { readOrder } from './payment-order.ts';
import { V1Refusal } from './refusal.ts';

/**
 * `POST /v1/payment`: opens a payment, once for each of the shop's numbers. A direct payment goes
 * to the payer's phone at once: no redirect is needed, and its page replaces the phone.
 */
export function createPayment(account: CinetPayAccount, body: JsonBody): Reply {
  const order = readOrder(body, account.v1);
  if (findPayment(account, 'v1', order.reference)?.reference === order.reference) {
    throw new V1Refusal(400, 1200, 'TRANSACTION_EXIST', 'Transaction already exists');
  }
  const payment = newPayment(order, account.clock.nowMs());
  account.payments.set(payment.token, payment);
  const isPush = payment.isMobileMoney;
  if (isPush) decide(account, payment, 'later');
  return json(200, {
    code: 200,
    status: 'OK',
    payment_token: payment.token,
    notify_token: payment.notifyToken,
    transaction_id: payment.transactionId,
    merchant_transaction_id: payment.reference,
    payment_url: pageUrl(account, payment),
    details: {
      // Only 2001 is documented.
      code: isPush ? 2002 : 2001,
      status: isPush ? 'PENDING' : 'INITIATED',
      message: isPush ? 'Waiting for the customer' : 'Payment initiated',
      must_be_redirected: !isPush,
    },
  });
}
