import type { Addresses } from '#contract/addresses';
import { viewInspected } from '#contract/inspected-invoices';
import { resendInvoiceRequest } from '#contract/invoice-acts';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import { type ResendDeps, resendInvoice } from '#domain/invoices/resend-invoice';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type ResendFunctionDeps = ResendDeps & AnswerDeps & { addresses: Addresses };

/** POST /v1/admin/invoices/{id}/resend: without a body to the customer’s own address. */
export const createHandler = (deps: ResendFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const invoiceId = pathIdOf(event);
    const { email } = event.body ? parseBody(resendInvoiceRequest, event) : {};
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const by = actOf(deps, caller, requestId);
      await resendInvoice(deps, { invoiceId, by, claim }, email);
      logger.info('invoice resent', { requestId, invoiceId });
      const invoice = (await deps.invoices.find(invoiceId))!;
      const view = viewInspected(invoice, (id) => deps.addresses.invoiceForFinance(id));
      return { statusCode: 200, body: JSON.stringify(view) };
    });
    return jsonText(answer);
  });
