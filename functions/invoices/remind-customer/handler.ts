import type { Addresses } from '#contract/addresses';
import { viewInspected } from '#contract/inspected-invoices';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { InvoiceActDeps } from '#domain/invoices/invoice-act';
import { remindInvoice } from '#domain/invoices/remind-invoice';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type RemindDeps = InvoiceActDeps & AnswerDeps & { addresses: Addresses };

/** POST /v1/admin/invoices/{id}/remind */
export const createHandler = (deps: RemindDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const invoiceId = pathIdOf(event);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const by = actOf(deps, caller, requestId);
      await remindInvoice(deps, { invoiceId, by, claim });
      logger.info('customer reminded', { requestId, invoiceId });
      const invoice = (await deps.invoices.find(invoiceId))!;
      const view = viewInspected(invoice, (id) => deps.addresses.invoiceForFinance(id));
      return { statusCode: 200, body: JSON.stringify(view) };
    });
    return jsonText(answer);
  });
