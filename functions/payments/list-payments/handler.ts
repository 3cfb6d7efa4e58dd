import { viewListed } from '#contract/payment-view';
import { listPaymentsQuery } from '#contract/payments';
import { type Caller, hasRole, requireScope } from '#domain/access/caller';
import { ForbiddenError, UnauthenticatedError } from '#domain/errors';
import type { PaymentStore } from '#domain/payments/payment-store';
import { sightOf } from '#domain/payments/read-payment';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/payments: newest first. */
export const createHandler = (deps: { payments: PaymentStore }) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const { limit, cursor, ...filter } = parseQuery(listPaymentsQuery, event);
    const customerId = visibleCustomer(caller, filter.customerId);
    const page = await deps.payments.list({ ...filter, customerId }, { limit, cursor });
    const data = page.payments.map((payment) => viewListed(payment, sightOf(payment, { caller })));
    return json(200, { data, nextCursor: page.nextCursor });
  });

/** Whose payments this caller may list; undefined means all. */
function visibleCustomer(caller: Caller, wanted: string | undefined): string | undefined {
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in, or send an API key.');
  if (hasRole(caller, 'admin', 'finance')) return wanted;
  if (caller.kind === 'key') requireScope(caller, 'payments:read');
  if (caller.kind === 'key' && caller.customerId === undefined) return wanted;
  if (caller.customerId === undefined)
    throw new ForbiddenError('You are not a member of any customer.');
  if (wanted !== undefined && wanted !== caller.customerId)
    throw new ForbiddenError('You may list your own payments only.');
  return caller.customerId;
}
