import type { Payment } from '#domain/payments/payment';
import type { ProviderState } from '#domain/payments/payment-provider';
import { minorIn, objectIn, refused, textIn } from './answers.ts';
import { type LookAnswer, notUnderstood } from './api.ts';

/** A page that nobody has used. */
const untouchedStatus = 'INITIATED';

const failures = new Set(['FAILED', 'REFUSED', 'INSUFFICIENT_BALANCE']);

/**
 * Reads the answer of `GET /v1/payment/{merchant_transaction_id}` by its status, since code 100
 * comes with both SUCCESS and PENDING. Trusts it only when it names the requested transaction.
 * Unknown values give `pending` or `unknown`.
 */
export function v1Standing(body: unknown, payment: Payment, transactionId: string): LookAnswer {
  const answer = objectIn(body);
  const status = textIn(answer.status);
  if (answer.merchant_transaction_id !== transactionId)
    return /TRANSACTION_NOT_FOUND/.test(status)
      ? { kind: 'absent' }
      : notUnderstood(`${textIn(answer.code)} ${status}`);
  const now = stateOf(status, answer, payment);
  return now === undefined
    ? notUnderstood('paid, but not how much')
    : {
        kind: 'known',
        now,
        isUntouched: status === untouchedStatus,
        paymentUrl: textIn(answer.payment_url) || undefined,
      };
}

function stateOf(
  status: string,
  answer: Record<string, unknown>,
  payment: Payment,
): ProviderState | undefined {
  if (status === 'SUCCESS') return paid(answer, payment);
  if (status === 'EXPIRED') return { state: 'expired' };
  if (status === 'CANCELED' || status === 'CANCELLED') return { state: 'cancelled' };
  return failures.has(status) ? refused(status) : { state: 'pending' };
}

/**
 * It is undocumented whether the answer contains the amount. If it does, that was paid; otherwise
 * the amount of opening counts, since the buyer cannot change it.
 */
function paid(answer: Record<string, unknown>, payment: Payment): ProviderState | undefined {
  const { amount, currency, transaction_id } = answer;
  const minor = textIn(amount) === '' ? payment.amount.minor : minorIn(amount);
  return minor === undefined
    ? undefined
    : {
        state: 'paid',
        amount: { minor, currency: textIn(currency) || payment.amount.currency },
        transaction: textIn(transaction_id) || undefined,
      };
}
