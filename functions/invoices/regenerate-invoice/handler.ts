import { viewRegenerated } from '#contract/invoice-acts';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import { type RegenerateDeps, regenerateInvoice } from '#domain/invoices/regenerate-invoice';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type RegenerateFunctionDeps = RegenerateDeps & AnswerDeps;

/** POST /v1/admin/invoices/{id}/regenerate: same number, same content, same file, or a reason. */
export const createHandler = (deps: RegenerateFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin', 'finance');
    const invoiceId = pathIdOf(event);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const by = actOf(deps, caller, requestId);
      const regenerated = await regenerateInvoice(deps, { invoiceId, by, claim });
      logger.info('invoice regenerated', { requestId, invoiceId, ...regenerated });
      return { statusCode: 200, body: JSON.stringify(viewRegenerated(regenerated)) };
    });
    return jsonText(answer);
  });
