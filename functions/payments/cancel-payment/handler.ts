import { viewPayment } from '#contract/payment-view';
import { actOf } from '#domain/audit/audit-entry';
import {
  cancelPayment,
  requireCancellable,
  requireMayChange,
} from '#domain/payments/cancel-payment';
import type { Payment } from '#domain/payments/payment';
import { requireReach, sightOf } from '#domain/payments/read-payment';
import type { SettleDeps } from '#domain/payments/settle-payment';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, jsonText, pathIdOf, requestIdOf, shownBy } from '#runtime/http';
import { notePayment } from '#runtime/payment-metrics';

export type CancelDeps = SettleDeps & AnswerDeps & { clientTokens: ReadClientTokens };

/** POST /v1/payments/{id}/cancel */
export const createHandler = (deps: CancelDeps) =>
  httpFunction(async (event) => {
    const shown = shownBy(event);
    requireMayChange(shown);
    const access = { ...shown, scope: 'payments:write' } as const;
    const found = await deps.payments.find(pathIdOf(event));
    const clientTokens = await deps.clientTokens();
    const payment = requireReach(found, access, clientTokens);
    const answerWith = (answered: Payment) => ({
      statusCode: 200,
      body: JSON.stringify(viewPayment(answered, null, sightOf(answered, access, clientTokens))),
    });
    // Needs no idempotency claim, so nobody can fill the table with keys for it.
    if (payment.status === 'cancelled') return jsonText(answerWith(payment));
    requireCancellable(payment);
    const requestId = requestIdOf(event);
    const cancel = async () => {
      const cancelled = await cancelPayment(deps, payment, actOf(deps, shown.caller, requestId));
      if (cancelled.version !== payment.version) notePayment(cancelled, requestId);
      return answerWith(cancelled);
    };
    return jsonText(await answerOnce(deps, event, shown.caller, cancel));
  });
