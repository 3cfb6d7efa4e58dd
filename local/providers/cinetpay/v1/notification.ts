import type { Forgery } from '../../deliverer.ts';
import type { CinetPayment } from '../payment.ts';
import { standingOf } from './standing.ts';

/**
 * The JSON that tells the shop to look at a payment. Only `notify_token` proves it; its `status` is
 * deliberately wrong, so that a shop which trusts it fails.
 */
export function v1Message(payment: CinetPayment) {
  const { name, email, phone } = payment.payer;
  const data = {
    notify_token: payment.notifyToken,
    merchant_transaction_id: payment.reference,
    transaction_id: payment.transactionId,
    user: { name, email, phone_number: phone },
    status: payment.state === 'paid' ? 'PENDING' : 'SUCCESS',
  };
  return {
    type: standingOf(payment).status,
    data,
    sign: (forgery?: Forgery) => {
      const isForged = forgery === 'wrongSecret';
      const sent = isForged ? { ...data, notify_token: 'token-of-somebody-else' } : data;
      return {
        headers: { 'content-type': 'application/json', 'user-agent': 'CinetPay' },
        body: JSON.stringify(sent),
      };
    },
  };
}
