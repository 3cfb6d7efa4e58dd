import type { ProviderState } from '#domain/payments/payment-provider';
import { minorIn, objectIn, refused, textIn } from './answers.ts';
import { type LookAnswer, notUnderstood } from './api.ts';

/** The buyer is to act: choose an operator, confirm on the phone, type the code that was sent. */
const waitingCodes = new Set(['623', '662', '663']);

/** `662 WAITING_CUSTOMER_PAYMENT`: what a page says that was opened a moment ago. */
const untouchedCode = '662';

/** Definite only with the payment beside them: 606 may also speak of the request itself. */
const failureCodes = new Set(['600', '602', '604', '606']);

const cancelCode = '627';

/** Also said of the merchant's own subscription, without a payment beside it. */
const expiredCode = '625';

/** What the vendor says of an unknown transaction is not documented; integrators see this name. */
const isAbsent = (message: string): boolean => /TRANSACTION_?NOT_?FOUND/.test(message);

/**
 * Reads the answer of `POST /v2/payment/check` by its code and the payment's status. HTTP statuses
 * are not documented and mean nothing. What is not known stays `pending` or `unknown`.
 */
export function v2Standing(body: unknown): LookAnswer {
  const answer = objectIn(body);
  const data = objectIn(answer.data);
  const code = textIn(answer.code);
  const message = textIn(answer.message);
  const status = textIn(data.status);
  if (code === '00' && status === 'ACCEPTED') return paid(data);
  if (isAbsent(message)) return { kind: 'absent' };
  const isWaiting = waitingCodes.has(code) || /^(WAITING|PENDING)/.test(status);
  if (isWaiting)
    return { kind: 'known', now: { state: 'pending' }, isUntouched: code === untouchedCode };
  if (status === '') return notUnderstood(`${code} ${message}`);
  return { kind: 'known', now: ended(code, status, message), isUntouched: false };
}

function paid(data: Record<string, unknown>): LookAnswer {
  const minor = minorIn(data.amount);
  const currency = textIn(data.currency);
  if (minor === undefined || currency === '') return notUnderstood('paid, but not how much');
  const transaction = textIn(data.operator_id) || undefined;
  const now: ProviderState = { state: 'paid', amount: { minor, currency }, transaction };
  return { kind: 'known', now, isUntouched: false };
}

function ended(code: string, status: string, message: string): ProviderState {
  if (code === expiredCode || status === 'EXPIRED') return { state: 'expired' };
  if (code === cancelCode) return { state: 'cancelled' };
  return failureCodes.has(code) || status === 'REFUSED' ? refused(message) : { state: 'pending' };
}
