import type { Addresses } from '#contract/addresses';
import { correctInvoiceRequest, viewCorrection } from '#contract/invoice-corrections';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { CancelDeps } from '#domain/invoices/cancel-invoice';
import { correctInvoice } from '#domain/invoices/correct-invoice';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CorrectInvoiceDeps = CancelDeps & AnswerDeps & { addresses: Addresses };

/** POST /v1/admin/invoices/{id}/correct */
export const createHandler = (deps: CorrectInvoiceDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const correction = parseBody(correctInvoiceRequest, event);
    const invoiceId = pathIdOf(event);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const act = { invoiceId, by: actOf(deps, caller, requestId), claim };
      const corrected = await correctInvoice(deps, act, correction);
      const [creditNoteId, replacedBy] = [corrected.creditNote.id, corrected.invoice.id];
      logger.info('invoice corrected', { requestId, invoiceId, creditNoteId, replacedBy });
      const view = viewCorrection(corrected, (id) => deps.addresses.invoiceForFinance(id));
      return { statusCode: 200, body: JSON.stringify(view) };
    });
    return jsonText(answer);
  });
