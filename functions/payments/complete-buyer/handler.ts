import { viewPayment } from '#contract/payment-view';
import { completeBuyerRequest } from '#contract/payments';
import { actOf } from '#domain/audit/audit-entry';
import { requireMayChange } from '#domain/payments/cancel-payment';
import { type CompleteDeps, completeBuyer } from '#domain/payments/complete-buyer';
import { requireReach, sightOf } from '#domain/payments/read-payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, jsonText, pathIdOf, requestIdOf, shownBy } from '#runtime/http';
import { parseBody } from '#runtime/read-request';

export type CompleteBuyerDeps = CompleteDeps &
  Parameters<typeof actOf>[0] & { clientTokens: ReadClientTokens };

/** PATCH /v1/payments/{id}/customer */
export const createHandler = (deps: CompleteBuyerDeps) =>
  httpFunction(async (event) => {
    const shown = shownBy(event);
    requireMayChange(shown);
    const access = { ...shown, scope: 'payments:write' } as const;
    const identity = parseBody(completeBuyerRequest, event);
    const clientTokens = await deps.clientTokens();
    const found = await deps.payments.find(pathIdOf(event));
    const payment = requireReach(found, access, clientTokens);
    const by = actOf(deps, shown.caller, requestIdOf(event));
    const completed = await completeBuyer(deps, { payment, identity }, by);
    const view = viewPayment(completed, null, sightOf(completed, access, clientTokens));
    return jsonText({ statusCode: 200, body: JSON.stringify(view) });
  });
