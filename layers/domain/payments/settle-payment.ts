import type { Clock, RandomBytes } from '../clock.ts';
import { NotFoundError, ProviderUnreachableError } from '../errors.ts';
import type { Notification } from './notification.ts';
import type { Payment } from './payment.ts';
import type { PaymentProviders, ProviderState } from './payment-provider.ts';
import type { PaymentStore } from './payment-store.ts';
import { decideTransition } from './transition.ts';

export type SettleDeps = {
  payments: PaymentStore;
  providers: PaymentProviders;
  now: Clock;
  randomBytes: RandomBytes;
};

export type SettleRequest = {
  paymentId: string;
  requestId: string;
  /** The checkout that a notification or a returning browser named. */
  reference?: string;
  /** Kept in the transaction of its effect, so that it takes effect once. */
  notification?: Notification;
};

export type Settled = {
  payment: Payment;
  /** Whether this very call moved it. */
  moved: boolean;
};

/**
 * The one way by which a payment moves: webhook, callback, poll, expiry and operator all come here.
 *
 * It asks the provider what is true now instead of believing what it was told, so the order and the
 * number of notifications do not matter. A write that somebody overtook starts again from what the
 * other one stored.
 *
 * @throws NotFoundError when no such payment is stored (yet): a queue tries again.
 * @throws ProviderUnreachableError when the provider does not answer.
 */
export async function settlePayment(deps: SettleDeps, request: SettleRequest): Promise<Settled> {
  let { notification } = request;
  for (let attempt = 1; ; attempt++) {
    const payment = await deps.payments.find(request.paymentId);
    if (!payment) throw new NotFoundError('payment');
    if (payment.status === 'completed') return keepAndReturn(deps, payment, request);

    const { reference, now } = await askProvider(deps, payment, request);
    const transition = decideTransition(payment, now, {
      now: deps.now(),
      randomBytes: deps.randomBytes,
      requestId: request.requestId,
    });
    if (!transition) return keepAndReturn(deps, payment, request);

    const moved = { ...transition.payment, providerReference: reference };
    const outcome = await deps.payments.save({ ...transition, payment: moved }, notification);
    if (outcome === 'saved') return { payment: moved, moved: true };
    // Known, and perhaps it came too early to count: what is true now counts without it.
    if (outcome === 'duplicate') notification = undefined;
    if (attempt === attemptsMax)
      throw new Error('the payment is being written by too many at once');
  }
}

/** Each lost race means that somebody else moved the payment, which it can only do a few times. */
const attemptsMax = 6;

async function keepAndReturn(deps: SettleDeps, payment: Payment, request: SettleRequest) {
  if (request.notification) await deps.payments.keep(request.notification);
  return { payment, moved: false };
}

async function askProvider(
  deps: SettleDeps,
  payment: Payment,
  { reference }: SettleRequest,
): Promise<{ reference?: string; now: ProviderState }> {
  const provider = await deps.providers(payment.provider);
  const answer = await provider.status(payment, reference);
  switch (answer.kind) {
    case 'known':
      return answer;
    case 'absent':
      return { reference: payment.providerReference, now: { state: 'pending' } };
    case 'unknown':
      throw new ProviderUnreachableError({ cause: answer.cause });
  }
}
