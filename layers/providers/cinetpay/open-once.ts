import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls, OpenAnswer } from '#domain/payments/payment-provider';
import type { CinetPayApi, OpenedAnswer } from './api.ts';
import { referenceTo } from './checkout-reference.ts';
import { confirmOnPhone } from './instructions.ts';
import { attemptsMax, transactionIdOf } from './transaction-id.ts';

/**
 * For so long the one who used the id first may still be waiting for the answer: no request to us
 * takes longer than 29 s.
 */
const firstMayBeWaitingMs = 30_000;

/**
 * Opens a payment so that the buyer holds one page and can go on, whatever answers were lost.
 *
 * CinetPay takes each transaction id once and never tells the address of a page again. An id that
 * is taken therefore means that somebody is just getting the answer, or that it was lost, and the
 * page with it: nobody can pay on a page whose address nobody has. So nobody knows for half a
 * minute, and then another attempt opens another page, if the lost one is untouched. Should both
 * have been asked for at once all the same, initiation stores one of them, and gives that one to
 * the buyer. When somebody has acted on it, nothing more is opened: the buyer confirms on the
 * phone, or what became of it is found out by asking.
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

/** What a transaction that exists already is good for; `exists` when for nothing. */
async function resume(
  api: CinetPayApi,
  payment: Payment,
  transactionId: string,
): Promise<OpenedAnswer> {
  const found = await api.look(payment, transactionId);
  if (found.kind === 'unknown') return found;
  // It may take CinetPay a moment to know what it has taken.
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
