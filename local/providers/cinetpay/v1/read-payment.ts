import type { Reply } from '../../loopback-server.ts';
import { json } from '../../loopback-server.ts';
import type { CinetPayAccount } from '../account.ts';
import { findPayment } from '../account.ts';
import { V1Refusal } from './refusal.ts';
import { standingOf } from './standing.ts';

/** `GET /v1/payment/{id}`, by any of its three names; the code for an unknown one is invented. */
export function readPayment(account: CinetPayAccount, name: string): Reply {
  const payment = findPayment(account, 'v1', name);
  if (!payment) throw new V1Refusal(404, 404, 'TRANSACTION_NOT_FOUND', 'Transaction not found');
  const { amount, currency } = payment.paid ?? payment.asked;
  const { name: payerName, email, phone } = payment.payer;
  return json(200, {
    ...standingOf(payment),
    merchant_transaction_id: payment.reference,
    transaction_id: payment.transactionId,
    user: { name: payerName, email, phone_number: phone },
    ...(account.v1.tellsAmount && { amount, currency }),
  });
}
