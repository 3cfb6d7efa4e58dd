import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls, OpenAnswer } from '#domain/payments/payment-provider';
import type { CinetPayApi, OpenedAnswer } from './api.ts';
import { referenceTo } from './checkout-reference.ts';
import { confirmOnPhone } from './instructions.ts';
import { attemptsMax, transactionIdOf } from './transaction-id.ts';

/**
 * How long the first user of an id may still be waiting for its answer: no request to us takes
 * longer than 29 s.
 */
const firstMayBeWaitingMs = 30_000;

/**
 * Opens a payment so that the buyer gets one working page, whatever answers were lost.
 *
 * CinetPay accepts each transaction id once and never returns a page's address again. A used id
 * therefore means that another request is just getting the answer, or that it was lost, together
 * with the page, which nobody can then pay on. For half a minute the result is unknown; after that
 * another attempt opens another page, if the lost one is untouched. If both are opened at once
 * anyway, initiation stores one and gives it to the buyer. Once somebody has used the page, nothing
 * more is opened: the buyer confirms on the phone, or the state is found by asking.
 */
export async function openOnce(
  api: CinetPayApi,
  payment: Payment,
  { comeBack, now }: { comeBack: ComeBackUrls; now: Date },
): Promise<OpenAnswer> {
  const isFirstGone = now.getTime() - Date.parse(payment.createdAt) > firstMayBeWaitingMs;
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const transactionId = transactionIdOf(payment.id, attempt);
    const reference = referenceTo({ generation: api.generation, transactionId });
    const opened = await api.open(payment, comeBack, transactionId);
    const answer = opened.kind === 'exists' ? await resume(api, payment, transactionId) : opened;
    if (answer.kind === 'opened') return { ...answer, reference };
    if (answer.kind !== 'exists') return answer;
    if (!isFirstGone) return unknown('was asked for a moment ago');
  }
  return unknown('has been asked for too often');
}

type Unknown = Extract<OpenedAnswer, { kind: 'unknown' }>;

/** Whether an existing transaction can be continued; `exists` when it cannot. */
async function resume(
  api: CinetPayApi,
  payment: Payment,
  transactionId: string,
): Promise<OpenedAnswer> {
  const found = await api.look(payment, transactionId);
  if (found.kind === 'unknown') return found;
  // CinetPay may need a moment to find what it has accepted.
  if (found.kind === 'absent') return unknown('is taken and not found');
  const { now, isUntouched, paymentUrl } = found;
  if (now.state !== 'pending') return unknown(`is ${now.state} already`);
  if (paymentUrl !== undefined)
    return { kind: 'opened', action: { kind: 'redirect', url: paymentUrl } };
  return isUntouched ? { kind: 'exists' } : { kind: 'opened', action: confirmOnPhone(payment) };
}

const unknown = (standing: string): Unknown => ({
  kind: 'unknown',
  cause: new Error(`the transaction ${standing}`),
});
