import type { Addresses } from '#contract/addresses';
import { viewInspected } from '#contract/inspected-invoices';
import { setInvoiceStatusRequest } from '#contract/invoice-acts';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import { type StatusDeps, setInvoiceStatus } from '#domain/invoices/set-invoice-status';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type SetStatusDeps = StatusDeps & AnswerDeps & { addresses: Addresses };

/** PUT /v1/admin/invoices/{id} */
export const createHandler = (deps: SetStatusDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const wish = parseBody(setInvoiceStatusRequest, event);
    const invoiceId = pathIdOf(event);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      await setInvoiceStatus(deps, { invoiceId, by: actOf(deps, caller, requestId), claim }, wish);
      logger.info('invoice status set', { requestId, invoiceId, status: wish.status });
      const invoice = (await deps.invoices.find(invoiceId))!;
      const view = viewInspected(invoice, (id) => deps.addresses.invoiceForFinance(id));
      return { statusCode: 200, body: JSON.stringify(view) };
    });
    return jsonText(answer);
  });
