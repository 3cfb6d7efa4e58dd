import { randomUUID } from 'node:crypto';
import type { CustomerStore } from '#domain/customers/customer-store';
import type { PlanPayment, SubscriptionStore } from '#domain/subscriptions/subscription-store';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aNewId, aSubscription } from '#test/customers';
import { anEvent } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';
import { nextOf } from './customer-store.ts';

export type SubscriptionStoreUnderTest = {
  subscriptions: SubscriptionStore;
  customers: CustomerStore;
  findEvent(id: string): Promise<DomainEvent | undefined>;
};

/** What every store of subscriptions promises. Ids are random, so that a table may be shared. */
export function describeSubscriptionStore(
  name: string,
  makeStore: () => Promise<SubscriptionStoreUnderTest>,
): void {
  async function setup(changes = {}) {
    const stores = await makeStore();
    const customer = aCustomer(changes);
    await stores.customers.createOrGet(customer, anAuditEntry());
    const counted: PlanPayment = {
      paymentId: aNewId('pay'),
      customerId: customer.id,
      planId: 'pay_as_you_go',
      state: 'counted',
      notedAt: '2026-11-21T10:00:00.000Z',
    };
    const event = anEvent({ id: `evt_${randomUUID()}`, type: 'subscription.activated' });
    return { ...stores, customer, counted, event };
  }

  describe(`${name} stores subscriptions`, () => {
    test('a subscription is written with its payment, and its event', async () => {
      const { subscriptions, findEvent, customer, counted, event } = await setup();
      const after = nextOf(customer, { subscription: aSubscription() });
      const planPayment = { before: undefined, now: counted };
      expect(await subscriptions.save({ customer: after, planPayment, event })).toBe('saved');
      expect(await subscriptions.findCustomer(customer.id)).toEqual(after);
      expect(await subscriptions.findPlanPayment(customer.id, counted.paymentId)).toEqual(counted);
      expect(await findEvent(event.id)).toEqual(event);
    });

    test('a payment counts once: the second write changes nothing', async () => {
      const { subscriptions, findEvent, customer, counted, event } = await setup();
      await subscriptions.save({ planPayment: { before: undefined, now: counted } });
      const late = {
        customer: nextOf(customer, { planId: 'pay_as_you_go' }),
        planPayment: { before: undefined, now: counted },
        event,
      };
      expect(await subscriptions.save(late)).toBe('stale');
      expect(await subscriptions.findCustomer(customer.id)).toEqual(customer);
      expect(await findEvent(event.id)).toBeUndefined();
    });

    test('a payment is refunded once', async () => {
      const { subscriptions, customer, counted } = await setup();
      await subscriptions.save({ planPayment: { before: undefined, now: counted } });
      const refunded = { before: counted, now: { ...counted, state: 'refunded' as const } };
      expect(await subscriptions.save({ planPayment: refunded })).toBe('saved');
      expect(await subscriptions.save({ planPayment: refunded })).toBe('stale');
      expect(await subscriptions.findPlanPayment(customer.id, counted.paymentId)).toEqual(
        refunded.now,
      );
    });

    test('if the customer was written meanwhile, the payment does not count', async () => {
      const { subscriptions, customers, customer, counted } = await setup();
      await customers.save(nextOf(customer), { audit: anAuditEntry() });
      const planPayment = { before: undefined, now: counted };
      expect(await subscriptions.save({ customer: nextOf(customer), planPayment })).toBe('stale');
      expect(await subscriptions.findPlanPayment(customer.id, counted.paymentId)).toBeUndefined();
    });

    test('subscriptions are due a week before their end, and at their end after the reminder', async () => {
      const end = '2026-12-21T10:00:00.000Z';
      const { subscriptions, customers, customer } = await setup({
        subscription: aSubscription({ currentPeriodEnd: end }),
      });
      const isDue = async (at: string) =>
        (await subscriptions.listDue(new Date(at), 100)).includes(customer.id);
      expect(await isDue('2026-12-14T09:59:59.999Z')).toBe(false);
      expect(await isDue('2026-12-14T10:00:00.000Z')).toBe(true);
      const subscription = aSubscription({ currentPeriodEnd: end, remindedOf: end });
      const reminded = nextOf(customer, { subscription });
      await subscriptions.save({ customer: reminded });
      expect(await isDue('2026-12-24T09:59:59.999Z')).toBe(false);
      expect(await isDue('2026-12-24T10:00:00.000Z')).toBe(true);
      const cancelled = nextOf(reminded, {
        subscription: aSubscription({ currentPeriodEnd: end, endsAtPeriodEnd: true }),
      });
      await subscriptions.save({ customer: cancelled });
      expect(await isDue('2026-12-21T09:59:59.999Z')).toBe(false);
      expect(await isDue('2026-12-21T10:00:00.000Z')).toBe(true);
      expect(await subscriptions.findCustomer(customer.id)).toEqual(cancelled);
      const free = nextOf(cancelled, { subscription: undefined });
      await customers.save(free, { audit: anAuditEntry() });
      expect(await isDue('2027-01-24T10:00:00.000Z')).toBe(false);
    });
  });
}
