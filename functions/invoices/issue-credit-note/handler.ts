import {
  type CreditDeps,
  type CreditRequest,
  issueCreditNote,
} from '#domain/invoices/issue-credit-note';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

type MoneyBackFact = Fact<'payment.refunded' | 'payment.dispute_closed'>;

/** On payment.refunded, and on a lost dispute: issues the credit note of the money that went back. */
export const createHandler = (deps: CreditDeps) =>
  jobFunction<MoneyBackFact>(async (event) => {
    const cause = causeOf(event);
    if (!cause) return;
    const { requestId, data } = event;
    const { paymentId } = data;
    const outcome = await issueCreditNote(deps, { paymentId, cause, requestId });
    const note = 'creditNote' in outcome ? outcome.creditNote : undefined;
    logger.info('money back credited', {
      requestId,
      paymentId,
      ...cause,
      outcome: outcome.kind,
      ...('why' in outcome && { why: outcome.why }),
      creditNoteId: note?.id,
      number: note?.content.number,
      bytes: note?.document?.bytes,
    });
  });

/** Undefined for a dispute by which the buyer got nothing. */
function causeOf({ type, data }: MoneyBackFact): CreditRequest['cause'] | undefined {
  if (type === 'payment.refunded') return { refundId: data.refundId };
  const lostMinor = Number(data.lostMinor ?? 0);
  return lostMinor > 0 ? { lostMinor } : undefined;
}
