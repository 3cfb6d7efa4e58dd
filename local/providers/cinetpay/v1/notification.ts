import type { Forgery } from '../../deliverer.ts';
import type { CinetPayment, PaymentState } from '../payment.ts';

/**
 * The API's words for each state. Only 100, 2001 and 2005 are documented, and integrators also see
 * 100 with PENDING: the status counts, never the code.
 */
export const standings: Record<PaymentState, { code: number; status: string }> = {
  created: { code: 2001, status: 'INITIATED' },
  waiting: { code: 100, status: 'PENDING' },
  paid: { code: 100, status: 'SUCCESS' },
  declined: { code: 2010, status: 'FAILED' },
  insufficient: { code: 2005, status: 'INSUFFICIENT_BALANCE' },
  cancelled: { code: 2010, status: 'CANCELED' },
  expired: { code: 2010, status: 'EXPIRED' },
};

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
    type: standings[payment.state].status,
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
