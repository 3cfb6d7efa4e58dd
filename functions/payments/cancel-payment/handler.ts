import { viewPayment } from '#contract/payment-view';
import { type Caller, hasRole, requireScope } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import { ForbiddenError, UnauthenticatedError } from '#domain/errors';
import { cancelPayment, requireCancellable } from '#domain/payments/cancel-payment';
import type { Payment } from '#domain/payments/payment';
import { requireReach, sightOf } from '#domain/payments/read-payment';
import type { SettleDeps } from '#domain/payments/settle-payment';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import type { ReadClientTokens } from '#runtime/client-tokens';
import {
  callerOf,
  clientTokenOf,
  httpFunction,
  jsonText,
  pathIdOf,
  requestIdOf,
} from '#runtime/http';
import { notePayment } from '#runtime/payment-metrics';

export type CancelDeps = SettleDeps & AnswerDeps & { clientTokens: ReadClientTokens };

/** POST /v1/payments/{id}/cancel */
export const createHandler = (deps: CancelDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const clientToken = clientTokenOf(event);
    if (caller.kind === 'public' && clientToken === undefined)
      throw new UnauthenticatedError('credentials_required', 'Send the payment’s client token.');
    if (caller.kind === 'key' && clientToken === undefined) requireScope(caller, 'payments:write');
    if (readsOnly(caller) && clientToken === undefined)
      throw new ForbiddenError('Finance sees every payment; an administrator cancels.');
    const requestId = requestIdOf(event);
    const access = { caller, clientToken, scope: 'payments:write' } as const;
    const found = await deps.payments.find(pathIdOf(event));
    const clientTokens = await deps.clientTokens();
    const payment = requireReach(found, access, clientTokens);
    const bodyOf = (one: Payment) =>
      JSON.stringify(viewPayment(one, null, sightOf(one, access, clientTokens)));
    // Of what is over nothing is claimed: nobody fills the table with keys for it.
    if (payment.status === 'cancelled') return jsonText({ statusCode: 200, body: bodyOf(payment) });
    requireCancellable(payment);
    const by = actOf(deps, caller, requestId);
    const cancel = async () => {
      const cancelled = await cancelPayment(deps, payment, by);
      if (cancelled.version !== payment.version) notePayment(cancelled, requestId);
      return { statusCode: 200, body: bodyOf(cancelled) };
    };
    return jsonText(await answerOnce(deps, event, caller, cancel));
  });

/** Finance that acts for no customer of its own. */
const readsOnly = (caller: Caller): boolean =>
  caller.kind === 'person' &&
  hasRole(caller, 'finance') &&
  !hasRole(caller, 'admin') &&
  caller.customerId === undefined;
