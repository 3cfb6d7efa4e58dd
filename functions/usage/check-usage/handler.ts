import { checkUsageQuery } from '#contract/usage-reports';
import { type Caller, type KeyCaller, requireScope } from '#domain/access/caller';
import { ForbiddenError, UnauthenticatedError } from '#domain/errors';
import { type CheckDeps, checkUsage } from '#domain/limits/check-usage';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/usage/check: whether a project may continue. */
export const createHandler = (deps: CheckDeps) =>
  httpFunction(async (event) => {
    const { customerId } = requireUsageKey(callerOf(event));
    const { project: projectId, meter } = parseQuery(checkUsageQuery, event);
    const { allowed, level, percent } = await checkUsage(deps, { projectId, meter, customerId });
    return json(200, { allowed, level, percent });
  });

function requireUsageKey(caller: Caller): KeyCaller {
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Send an API key.');
  if (caller.kind === 'person') throw new ForbiddenError('Usage is checked by API keys only.');
  requireScope(caller, 'usage:read');
  return caller;
}
