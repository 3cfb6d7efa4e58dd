import { activateRequest } from '#contract/activations';
import { type ActivateDeps, activate } from '#domain/activations/activate';
import type { Clock, RandomBytes } from '#domain/clock';
import { activationTokenOf } from '#runtime/activation-link';
import { httpFunction, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type AccountDeps = ActivateDeps & { now: Clock; randomBytes: RandomBytes };

/** POST /v1/activations/{token}: a guest, or an invited person, sets a password and may sign in. */
export const createHandler = (deps: AccountDeps) =>
  httpFunction(async (event) => {
    const { password } = parseBody(activateRequest, event);
    const token = activationTokenOf(event);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { now: now(), randomBytes, requestId };
    const { customerId, memberId } = await activate(deps, { token, password }, context);
    logger.info('account activated', { requestId, customerId, memberId });
    return { statusCode: 204 };
  });
