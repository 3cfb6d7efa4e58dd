import type { ProviderState } from '#domain/payments/payment-provider';
import { minorIn, objectIn, refused, textIn } from './answers.ts';
import { type LookAnswer, notUnderstood } from './api.ts';

/** The buyer must act: choose an operator, confirm on the phone, type the code. */
const waitingCodes = new Set(['623', '662', '663']);

/** `662 WAITING_CUSTOMER_PAYMENT`: the state of a page just opened. */
const untouchedCode = '662';

/** Definite only together with the payment: 606 may also be about the request itself. */
const failureCodes = new Set(['600', '602', '604', '606']);

const cancelCode = '627';

/** Without a payment it may also be about the merchant's own subscription. */
const expiredCode = '625';

/** The answer for an unknown transaction is undocumented; integrators see this name. */
const isAbsent = (message: string): boolean => /TRANSACTION_?NOT_?FOUND/.test(message);

/**
 * Reads the answer of `POST /v2/payment/check` by its code and the payment's status. HTTP statuses
 * are undocumented and ignored. Unknown values give `pending` or `unknown`.
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
