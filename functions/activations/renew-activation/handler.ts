import type { ActivationTokens } from '#domain/access/activation-token';
import { type RenewDeps, renewActivations } from '#domain/activations/renew-activation';
import type { Clock, RandomBytes } from '#domain/clock';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

export type RenewalDeps = Omit<RenewDeps, 'tokens'> & {
  tokens: () => Promise<ActivationTokens>;
  now: Clock;
  randomBytes: RandomBytes;
};

/** On activation.asked: a new link for whoever waits for one at this mailbox. */
export const createHandler = (deps: RenewalDeps) =>
  jobFunction<Fact<'activation.asked'>>(async ({ requestId, data }) => {
    const { now, randomBytes } = deps;
    const context = { now: now(), randomBytes, requestId };
    const tokens = await deps.tokens();
    const renewed = await renewActivations({ ...deps, tokens }, data.mailbox, context);
    logger.info('links renewed', { requestId, renewed });
  });
