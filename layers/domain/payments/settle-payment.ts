import type { Clock, RandomBytes } from '../clock.ts';
import { NotFoundError, ProviderUnreachableError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { keptNotification } from './kept-notification.ts';
import type { Notification } from './notification.ts';
import { asDuplicate, orderClaim } from './pay-order.ts';
import type { Payment } from './payment.ts';
import type { PaymentProviders, ProviderState } from './payment-provider.ts';
import type { PaymentStore, Transition } from './payment-store.ts';
import { decideTransition, type TransitionContext } from './transition.ts';

export type SettleDeps = {
  payments: PaymentStore;
  providers: PaymentProviders;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

export type SettleRequest = {
  paymentId: string;
  requestId: string;
  /** The checkout that a notification or a returning browser named. */
  reference?: string;
  /** Stored in the transaction of its effect, so that it is applied once. */
  notification?: Notification;
};

export type Settled = {
  payment: Payment;
  /** Whether this call moved it. */
  moved: boolean;
  /** Whether this call discovered that the buyer's attempt was declined; the payment continues. */
  declined?: true;
  /** The provider reports that it waits for the buyer: no money is on its way. */
  awaitsBuyer?: true;
};

const race = { attemptsMax: 6, busy: 'too many concurrent writes of the payment' };

/**
 * The only way to move a payment: webhook, callback, poll, reconciliation and operator all use it.
 *
 * Asks the provider for the current state instead of believing a message, so the order and number
 * of notifications do not matter. A write that lost a race starts again from the stored row.
 *
 * @throws NotFoundError when no such payment is stored (yet): a queue retries.
 * @throws ProviderUnreachableError when the provider does not answer.
 */
export async function settlePayment(deps: SettleDeps, request: SettleRequest): Promise<Settled> {
  let { notification } = request;
  let payer: Payment | undefined;
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const payment = await deps.payments.find(request.paymentId);
    if (!payment) throw new NotFoundError('payment');
    if (payment.status === 'completed') return keepAndReturn(deps, payment, request);

    const { reference, now, awaitsBuyer } = await askProvider(deps, payment, request);
    const context = {
      now: deps.now(),
      randomBytes: deps.randomBytes,
      requestId: request.requestId,
    };
    const decided = decideTransition({ ...payment, providerReference: reference }, now, context);
    if (!decided) return { ...(await keepAndReturn(deps, payment, request)), awaitsBuyer };

    const transition = withDelay(withOrder(decided, payer, context), notification, context.now);
    const told = notification && keptNotification(notification, payment);
    const outcome = await deps.payments.save(transition, told);
    if (outcome === 'saved') return settledBy(transition.payment, payment, awaitsBuyer);
    // Already stored; retry the transition without it.
    if (outcome === 'duplicate') notification = undefined;
    payer =
      outcome === 'order_paid'
        ? await deps.payments.findPayerOf(orderClaim(decided.payment)!.order)
        : undefined;
    return overtaken;
  });
}

function settledBy(after: Payment, before: Payment, awaitsBuyer: true | undefined): Settled {
  const moved = after.status !== before.status;
  const isDeclined = after.lastDecline?.at !== before.lastDecline?.at;
  return { payment: after, moved, ...(isDeclined && { declined: true }), awaitsBuyer };
}

/** The first payment of an order has paid for it, until all of that money went back. */
function withOrder(
  transition: Transition,
  payer: Payment | undefined,
  context: TransitionContext,
): Transition {
  const isPaidByAnother = payer !== undefined && payer.refundState !== 'full';
  return isPaidByAnother
    ? asDuplicate(transition, context)
    : { ...transition, orderClaim: orderClaim(transition.payment, payer?.id) };
}

/** With how long the notification waited to be settled; it may lie on a row that is new anyway. */
function withDelay(
  transition: Transition,
  notification: Notification | undefined,
  now: Date,
): Transition {
  const { ledgerEntry } = transition;
  if (!ledgerEntry || !notification) return transition;
  const settledInMs = Math.max(0, now.getTime() - Date.parse(notification.receivedAt));
  const { acknowledgedInMs } = notification;
  const waited = { settledInMs, ...(acknowledgedInMs !== undefined && { acknowledgedInMs }) };
  return { ...transition, ledgerEntry: { ...ledgerEntry, ...waited } };
}

async function keepAndReturn(deps: SettleDeps, payment: Payment, request: SettleRequest) {
  const { notification } = request;
  if (notification) await deps.payments.keep(keptNotification(notification, payment));
  return { payment, moved: false };
}

async function askProvider(
  deps: SettleDeps,
  payment: Payment,
  { reference }: SettleRequest,
): Promise<{ reference?: string; now: ProviderState; awaitsBuyer?: true }> {
  const provider = await deps.providers(payment.provider);
  const answer = await provider.status(payment, reference);
  switch (answer.kind) {
    case 'known':
      return { ...answer, ...(answer.now.state === 'pending' && { awaitsBuyer: true }) };
    case 'absent':
      return { reference: payment.providerReference, now: { state: 'pending' } };
    case 'unknown':
      throw new ProviderUnreachableError({ cause: answer.cause });
  }
}
