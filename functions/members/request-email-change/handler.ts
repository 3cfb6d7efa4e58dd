import { requestEmailChangeRequest } from '#contract/session';
import type { ActivationTokens } from '#domain/access/activation-token';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import { type AskForAddressDeps, askForAddress } from '#domain/members/change-address';
import { callerOf, httpFunction, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type RequestDeps = Omit<AskForAddressDeps, 'tokens'> & {
  tokens: () => Promise<ActivationTokens>;
  now: Clock;
  randomBytes: RandomBytes;
};

/** POST /v1/session/email: a person asks to sign in with another address. */
export const createHandler = (deps: RequestDeps) =>
  httpFunction(async (event) => {
    const person = requireRole(callerOf(event), 'owner', 'member');
    const { email } = parseBody(requestEmailChangeRequest, event);
    const requestId = requestIdOf(event);
    const tokens = await deps.tokens();
    const context = actOf(deps, person, requestId);
    const { customerId, memberId } = await askForAddress({ ...deps, tokens }, email, context);
    logger.info('another address asked for', { requestId, customerId, memberId });
    return { statusCode: 202 };
  });
