import { type Caller, type KeyCaller, requireScope } from '../access/caller.ts';
import { ForbiddenError, UnauthenticatedError } from '../errors.ts';

/** @throws UnauthenticatedError or ForbiddenError when the caller may not report usage. */
export function requireUsageKey(caller: Caller): KeyCaller {
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Send an API key.');
  if (caller.kind === 'person') throw new ForbiddenError('Usage is reported by API keys only.');
  requireScope(caller, 'usage:write');
  return caller;
}
