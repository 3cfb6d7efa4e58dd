import { NotFoundError, ProviderUnreachableError } from '../errors.ts';
import { keptNotification } from '../payments/kept-notification.ts';
import type { Notification } from '../payments/notification.ts';
import type { Payment } from '../payments/payment.ts';
import type { ProviderDispute } from '../payments/payment-provider.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { followRefunds } from './follow-refunds.ts';
import { moveDispute } from './move-dispute.ts';
import type { RefundDeps } from './request-refund.ts';

export type FollowDeps = RefundDeps & { payments: Pick<PaymentStore, 'save' | 'keep'> };

export type FollowRequest = { paymentId: string; requestId: string; notification?: Notification };

/**
 * Updates a payment's refunds and dispute to the provider's current state, whatever was notified:
 * moves our refunds, imports those made in its dashboard, and frees the amount of one that failed
 * after all. Safe to repeat, in any order.
 *
 * @throws NotFoundError when no such payment is stored (yet): a queue retries.
 * @throws ProviderUnreachableError when the provider does not answer.
 */
export async function followMoneyBack(deps: FollowDeps, request: FollowRequest): Promise<Payment> {
  const { payment } = await deps.refunds.load(request.paymentId);
  if (!payment) throw new NotFoundError('payment');
  const provider = await deps.providers(payment.provider);
  const answer = await provider.moneyBack(payment);
  if (answer.kind === 'unknown') throw new ProviderUnreachableError({ cause: answer.cause });
  await followRefunds(deps, payment, answer.refunds, request.requestId);
  const followed = await followDispute(deps, request, answer.dispute);
  const { notification } = request;
  if (notification) await deps.payments.keep(keptNotification(notification, followed));
  return followed;
}

const race = { attemptsMax: 10, busy: 'the payment is being written by too many at once' };

async function followDispute(
  deps: FollowDeps,
  { paymentId, requestId }: FollowRequest,
  reported: ProviderDispute | null,
): Promise<Payment> {
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const { payment, refunds } = await deps.refunds.load(paymentId);
    if (!payment) throw new NotFoundError('payment');
    const transition = moveDispute(payment, refunds, reported, {
      now: deps.now(),
      randomBytes: deps.randomBytes,
      requestId,
    });
    if (!transition) return payment;
    return (await deps.payments.save(transition)) === 'saved' ? transition.payment : overtaken;
  });
}
