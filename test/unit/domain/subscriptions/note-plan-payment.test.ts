import type { Payment } from '#domain/payments/payment';
import { activatePlan, endRefundedPlan } from '#domain/subscriptions/note-plan-payment';
import { anAuditEntry } from '#test/audits';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemorySubscriptionStore } from '#test/memory-subscription-store';
import { aCompletedPayment, anOrder } from '#test/payments';

async function setup(changes: Parameters<typeof aCustomer>[0] = {}) {
  const subscriptions = new MemorySubscriptionStore();
  const { customers } = subscriptions;
  const payments = new MemoryPaymentStore();
  const clock = new SettableClock('2026-11-21T10:05:00.000Z');
  const { id } = await customers.createOrGet(aCustomer(changes), anAuditEntry());
  const deps = {
    payments,
    subscriptions,
    plans: somePlans,
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  /** A month of Pro, paid by Mobile Money. */
  const paid = async (paymentId: string, more: Partial<Payment> = {}) => {
    const buyer = { ...anOrder().buyer, customerId: id };
    const planId = 'pay_as_you_go';
    const amount = { minor: 2_000, currency: 'XOF' as const };
    payments.rows.set(
      paymentId,
      aCompletedPayment({ id: paymentId, buyer, planId, amount, ...more }),
    );
    return { paymentId, requestId: 'request-1' };
  };
  const customer = () => customers.rows.get(id)!;
  return { deps, subscriptions, customers, clock, paid, customer, id };
}

describe('a payment for a plan', () => {
  test('activates the plan for a month at once, and publishes that', async () => {
    const { deps, paid, customer, customers, id } = await setup();
    expect(await activatePlan(deps, await paid('pay_1'))).toBe('activated');
    expect(customer()).toMatchObject({
      planId: 'pay_as_you_go',
      subscription: {
        startedAt: '2026-11-21T10:05:00.000Z',
        currentPeriodEnd: '2026-12-21T10:05:00.000Z',
        currency: 'XOF',
        payments: ['pay_1'],
      },
    });
    expect(customers.eventsOf('subscription.activated')).toMatchObject([
      {
        requestId: 'request-1',
        data: {
          customerId: id,
          planId: 'pay_as_you_go',
          paymentId: 'pay_1',
          currentPeriodEnd: '2026-12-21T10:05:00.000Z',
        },
      },
    ]);
  });

  test('counts once, however often and simultaneously it is delivered', async () => {
    const { deps, paid, customer, customers } = await setup();
    const request = await paid('pay_1');
    await Promise.all(Array.from({ length: 5 }, () => activatePlan(deps, request)));
    expect(await activatePlan(deps, request)).toBe('ignored');
    expect(customer().subscription?.months).toBe(1);
    expect(customers.eventsOf('subscription.activated')).toHaveLength(1);
  });

  test('and another one at the same time add two months', async () => {
    const { deps, paid, customer } = await setup();
    const requests = [await paid('pay_1'), await paid('pay_2')];
    await Promise.all(requests.map((request) => activatePlan(deps, request)));
    expect(customer().subscription).toMatchObject({ months: 2 });
    expect(customer().subscription?.currentPeriodEnd).toBe('2027-01-21T10:05:00.000Z');
  });

  test('that is for something else changes nothing', async () => {
    const { deps, paid, customer } = await setup();
    expect(await activatePlan(deps, await paid('pay_1', { planId: undefined }))).toBe('ignored');
    expect(customer()).toMatchObject({ planId: 'free', version: 1 });
  });

  test('or a customer that is not stored is retried', async () => {
    const { deps, paid } = await setup();
    await expect(activatePlan(deps, { paymentId: 'pay_9', requestId: 'r' })).rejects.toThrow();
    const buyer = { ...anOrder().buyer, customerId: 'cus_nobody' };
    await expect(activatePlan(deps, await paid('pay_1', { buyer }))).rejects.toThrow();
  });

  test('of an archived customer counts: the money was paid', async () => {
    const { deps, paid, customer } = await setup({ archivedAt: '2026-11-21T10:00:00.000Z' });
    expect(await activatePlan(deps, await paid('pay_1'))).toBe('activated');
    expect(customer().archivedAt).toBeDefined();
  });
});

describe('a payment for a plan that was refunded in full', () => {
  const given = { refundState: 'full' as const };

  test('ends the plan at once, once, and keeps the projects', async () => {
    const { deps, paid, customer, customers } = await setup({
      places: { projects: 7, members: 3 },
    });
    await activatePlan(deps, await paid('pay_1'));
    const refunded = await paid('pay_1', given);
    expect(await endRefundedPlan(deps, refunded)).toBe('ended');
    expect(await endRefundedPlan(deps, refunded)).toBe('ignored');
    expect(customer()).toMatchObject({ planId: 'free', places: { projects: 7, members: 3 } });
    expect(customer().subscription).toBeUndefined();
    expect(customers.eventsOf('subscription.ended')).toMatchObject([
      { data: { planId: 'pay_as_you_go', reason: 'refunded', paymentId: 'pay_1' } },
    ]);
  });

  test('before the plan was activated never activates it', async () => {
    const { deps, paid, customer } = await setup();
    const refunded = await paid('pay_1', given);
    expect(await endRefundedPlan(deps, refunded)).toBe('ignored');
    expect(await activatePlan(deps, refunded)).toBe('ignored');
    // As an activation sees it that had read the payment before the refund.
    await paid('pay_1');
    expect(await activatePlan(deps, refunded)).toBe('ignored');
    expect(customer().planId).toBe('free');
  });

  test('removes only its own month', async () => {
    const { deps, paid, customer, customers } = await setup();
    await activatePlan(deps, await paid('pay_1'));
    await activatePlan(deps, await paid('pay_2'));
    expect(await endRefundedPlan(deps, await paid('pay_2', given))).toBe('shortened');
    expect(customer()).toMatchObject({
      planId: 'pay_as_you_go',
      subscription: { currentPeriodEnd: '2026-12-21T10:05:00.000Z', payments: ['pay_1'] },
    });
    expect(customers.eventsOf('subscription.ended')).toEqual([]);
  });

  test('in part leaves the plan', async () => {
    const { deps, paid, customer } = await setup();
    await activatePlan(deps, await paid('pay_1'));
    const partly = await paid('pay_1', { refundState: 'partial' });
    expect(await endRefundedPlan(deps, partly)).toBe('ignored');
    expect(customer().planId).toBe('pay_as_you_go');
  });

  test('of a plan that was replaced by hand changes nothing', async () => {
    const { deps, paid, customer } = await setup({
      planId: 'pay_as_you_go',
      subscription: aSubscription({ payments: ['pay_7'] }),
    });
    expect(await endRefundedPlan(deps, await paid('pay_1', given))).toBe('ignored');
    expect(customer().subscription?.payments).toEqual(['pay_7']);
  });
});
