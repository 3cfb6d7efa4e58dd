import { requestActivationRequest } from '#contract/activations';
import type { RenewalStore } from '#domain/activations/activation-store';
import { askForLink } from '#domain/activations/renew-activation';
import type { Clock, RandomBytes } from '#domain/clock';
import { httpFunction, requestIdOf } from '#runtime/http';
import { parseBody } from '#runtime/read-request';

export type RequestDeps = {
  renewals: Pick<RenewalStore, 'ask'>;
  now: Clock;
  randomBytes: RandomBytes;
};

/** POST /v1/activations: the same answer after the same work, whoever has the address or not. */
export const createHandler = (deps: RequestDeps) =>
  httpFunction(async (event) => {
    const { email } = parseBody(requestActivationRequest, event);
    const { now, randomBytes } = deps;
    const context = { now: now(), randomBytes, requestId: requestIdOf(event) };
    await askForLink(deps.renewals, email, context);
    return { statusCode: 202 };
  });
