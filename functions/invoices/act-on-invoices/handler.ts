import { actOnInvoicesRequest, viewBulkRow } from '#contract/invoice-acts';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import { actOnInvoices } from '#domain/invoices/act-on-invoices';
import type { ResendDeps } from '#domain/invoices/resend-invoice';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

/** POST /v1/admin/invoices/bulk: the same for many, with what became of each. */
export const createHandler = (deps: ResendDeps & AnswerDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const wish = parseBody(actOnInvoicesRequest, event);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const by = actOf(deps, caller, requestId);
      const rows = await actOnInvoices(deps, wish, { by, claim });
      const done = rows.filter(({ outcome }) => outcome === 'done').length;
      logger.info('invoices acted on', { requestId, action: wish.action, of: rows.length, done });
      return { statusCode: 200, body: JSON.stringify({ data: rows.map(viewBulkRow) }) };
    });
    return jsonText(answer);
  });
