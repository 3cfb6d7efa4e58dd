import type { Clock, RandomBytes } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import type { Pause } from '../pause.ts';
import type { Payment } from '../payments/payment.ts';
import { freePlan, type Plans } from '../plans/plan.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { withoutPayment, withPaidMonth } from './subscription.ts';
import { type SubscriptionEventContext, subscriptionEvent } from './subscription-event.ts';
import type { PlanPayment, SubscriptionChange, SubscriptionStore } from './subscription-store.ts';

export type NoteDeps = {
  payments: { find(id: string): Promise<Payment | undefined> };
  subscriptions: SubscriptionStore;
  plans: Plans;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

export type NoteRequest = { paymentId: string; requestId: string };

/** `ignored`: not for a plan, already handled, or without effect. */
export type Noted = 'activated' | 'ended' | 'shortened' | 'ignored';

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Gives the customer the plan that a payment has paid for, for one more month; once for each
 * payment. A refunded payment gives none.
 *
 * @throws Error when payment or customer is not stored, so that the queue retries.
 */
export const activatePlan = (deps: NoteDeps, request: NoteRequest): Promise<Noted> =>
  recordPayment(deps, request, ({ payment, customer, noted, context }) => {
    if (noted || payment.status !== 'completed' || payment.refundState === 'full') return undefined;
    const { planId } = payment;
    const paid = { paymentId: payment.id, planId, currency: payment.amount.currency };
    const zone = { now: context.now, timeZone: customer.timeZone };
    const subscription = withPaidMonth(customer.subscription, paid, zone);
    const after = next({ ...customer, planId, subscription }, context.now);
    const event = subscriptionEvent('subscription.activated', after, context);
    return { outcome: 'activated', state: 'counted', customer: after, event };
  });

/**
 * Takes back the month of a fully refunded payment; a customer without another paid month is on the
 * free plan at once. Projects and members stay.
 *
 * @throws Error when payment or customer is not stored, so that the queue retries.
 */
export const endRefundedPlan = (deps: NoteDeps, request: NoteRequest): Promise<Noted> =>
  recordPayment(deps, request, ({ payment, customer, noted, context }) => {
    if (noted?.state === 'refunded' || payment.refundState !== 'full') return undefined;
    // Also recorded when it was never counted, so that it never will be.
    const state = 'refunded' as const;
    const { subscription: running, timeZone } = customer;
    if (!running) return { outcome: 'ignored', state };
    const left = withoutPayment(running, payment.id, { now: context.now, timeZone });
    if (left === running) return { outcome: 'ignored', state };
    if (left) {
      const shortened = next({ ...customer, subscription: left }, context.now);
      return { outcome: 'shortened', state, customer: shortened };
    }
    const planId = freePlan(deps.plans).id;
    const event = subscriptionEvent('subscription.ended', customer, {
      ...context,
      reason: 'refunded',
    });
    const free = next({ ...customer, planId, subscription: undefined }, context.now);
    return { outcome: 'ended', state, customer: free, event };
  });

type PaymentForPlan = Payment & { planId: string };

type Situation = {
  payment: PaymentForPlan;
  customer: Customer;
  noted: PlanPayment | undefined;
  context: SubscriptionEventContext;
};

type Decision = Pick<SubscriptionChange, 'customer' | 'event'> & {
  outcome: Noted;
  state: PlanPayment['state'];
};

async function recordPayment(
  { payments, subscriptions, now, randomBytes, pause }: NoteDeps,
  { paymentId, requestId }: NoteRequest,
  decide: (situation: Situation) => Decision | undefined,
): Promise<Noted> {
  const payment = await payments.find(paymentId);
  if (!payment) throw new Error('the event names a payment that is not stored');
  const { planId, buyer } = payment;
  const { customerId } = buyer;
  if (planId === undefined || customerId === undefined) return 'ignored';
  return untilSaved({ ...race, pause }, async () => {
    const customer = await subscriptions.findCustomer(customerId);
    if (!customer) throw new Error('the payment names a customer that is not stored');
    const noted = await subscriptions.findPlanPayment(customerId, paymentId);
    const at = now();
    const context = { now: at, randomBytes, requestId, paymentId };
    const decision = decide({ payment: { ...payment, planId }, customer, noted, context });
    if (!decision) return 'ignored';
    const { outcome, state, ...writes } = decision;
    const after = { paymentId, customerId, planId, state, notedAt: at.toISOString() };
    const change = { ...writes, planPayment: { before: noted, now: after } };
    return (await subscriptions.save(change)) === 'saved' ? outcome : overtaken;
  });
}

const next = (customer: Customer, now: Date): Customer => ({
  ...customer,
  updatedAt: now.toISOString(),
  version: customer.version + 1,
});
