import type { Addresses } from '#contract/addresses';
import { viewInspected } from '#contract/inspected-invoices';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import { type CancelDeps, cancelInvoice } from '#domain/invoices/cancel-invoice';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type CancelInvoiceDeps = CancelDeps & AnswerDeps & { addresses: Addresses };

/** DELETE /v1/admin/invoices/{id}: the law forbids that; answers the credit note that cancels it. */
export const createHandler = (deps: CancelInvoiceDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const invoiceId = pathIdOf(event);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const act = { invoiceId, by: actOf(deps, caller, requestId), claim };
      const creditNote = await cancelInvoice(deps, act);
      logger.info('invoice cancelled', { requestId, invoiceId, creditNoteId: creditNote.id });
      const view = viewInspected(creditNote, (id) => deps.addresses.invoiceForFinance(id));
      return { statusCode: 200, body: JSON.stringify(view) };
    });
    return jsonText(answer);
  });
