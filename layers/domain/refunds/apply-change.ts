import type { Clock, RandomBytes } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { moveRefund } from './move-refund.ts';
import type { Refund } from './refund.ts';
import type { RefundStore } from './refund-store.ts';

export type ChangeDeps = {
  refunds: RefundStore;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the payment' };

/** Moves a refund from its stored state; after a lost race starts again from the winner's state. */
export async function applyChange(
  deps: ChangeDeps,
  { id, paymentId }: Pick<Refund, 'id' | 'paymentId'>,
  change: Parameters<typeof moveRefund>[2],
  requestId: string,
): Promise<Refund> {
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const { payment, refunds } = await deps.refunds.load(paymentId);
    const refund = refunds.find((other) => other.id === id);
    if (!payment || !refund) throw new NotFoundError('payment');
    const context = { now: deps.now(), randomBytes: deps.randomBytes, requestId };
    const transition = moveRefund(payment, refund, change, context);
    if (!transition) return refund;
    return (await deps.refunds.save(transition)) === 'saved' ? transition.refund : overtaken;
  });
}
