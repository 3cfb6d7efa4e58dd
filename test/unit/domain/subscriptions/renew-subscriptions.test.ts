import { renewSubscriptions } from '#domain/subscriptions/renew-subscriptions';
import { anAuditEntry } from '#test/audits';
import { noPause, seededBytes } from '#test/clock';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import { MemorySubscriptionStore } from '#test/memory-subscription-store';

async function setup(changes: Parameters<typeof aCustomer>[0] = {}) {
  const subscriptions = new MemorySubscriptionStore();
  const { customers } = subscriptions;
  const subscription = aSubscription();
  const pro = aCustomer({ planId: 'pay_as_you_go', subscription, ...changes });
  await customers.createOrGet(pro, anAuditEntry());
  const deps = { subscriptions, plans: somePlans, randomBytes: seededBytes(), pause: noPause };
  const runAt = async (at: string) =>
    (await renewSubscriptions(deps, { dueAt: new Date(at), limit: 100, requestId: 'run' })).map(
      (renewal) => ('outcome' in renewal ? renewal.outcome : renewal.error),
    );
  return { runAt, subscriptions, customers, customer: () => customers.rows.get(pro.id)! };
}

test('a week before the end the customer is reminded, once for this period', async () => {
  const { runAt, customers, customer } = await setup();
  expect(await runAt('2026-12-14T05:30:00.000Z')).toEqual([]);
  expect(await runAt('2026-12-15T05:30:00.000Z')).toEqual(['reminded']);
  expect(await runAt('2026-12-16T05:30:00.000Z')).toEqual([]);
  expect(customers.eventsOf('subscription.renewal_due')).toMatchObject([
    { data: { customerId: customer().id, currentPeriodEnd: '2026-12-21T10:00:00.000Z' } },
  ]);
  expect(customer().planId).toBe('pay_as_you_go');
});

test('without a payment: the plan is kept for three more days, then the customer is on the free one', async () => {
  const { runAt, customers, customer } = await setup({ places: { projects: 9, members: 4 } });
  await runAt('2026-12-15T05:30:00.000Z');
  expect(await runAt('2026-12-24T05:30:00.000Z')).toEqual([]);
  expect(customer().planId).toBe('pay_as_you_go');
  expect(await runAt('2026-12-25T05:30:00.000Z')).toEqual(['expired']);
  expect(await runAt('2026-12-26T05:30:00.000Z')).toEqual([]);
  expect(customer()).toMatchObject({ planId: 'free', places: { projects: 9, members: 4 } });
  expect(customers.eventsOf('subscription.expired')).toMatchObject([
    { data: { planId: 'pay_as_you_go', currentPeriodEnd: '2026-12-21T10:00:00.000Z' } },
  ]);
});

test('a customer who renews is reminded of the next end', async () => {
  const { runAt, customers, customer } = await setup();
  await runAt('2026-12-15T05:30:00.000Z');
  const renewed = customer();
  const subscription = {
    ...renewed.subscription!,
    months: 2,
    currentPeriodEnd: '2027-01-21T10:00:00.000Z',
  };
  customers.rows.set(renewed.id, { ...renewed, subscription });
  expect(await runAt('2026-12-25T05:30:00.000Z')).toEqual([]);
  expect(await runAt('2027-01-15T05:30:00.000Z')).toEqual(['reminded']);
  expect(customers.eventsOf('subscription.renewal_due')).toHaveLength(2);
});

test('after a long outage the end comes without a reminder', async () => {
  const { runAt, customers } = await setup();
  expect(await runAt('2027-03-01T05:30:00.000Z')).toEqual(['expired']);
  expect(customers.eventsOf('subscription.renewal_due')).toEqual([]);
});

test('an archived customer gets no reminder', async () => {
  const { runAt, customers } = await setup({ archivedAt: '2026-12-01T10:00:00.000Z' });
  await runAt('2026-12-15T05:30:00.000Z');
  expect(customers.eventsOf('subscription.renewal_due')).toEqual([]);
  expect(await runAt('2026-12-25T05:30:00.000Z')).toEqual(['expired']);
});

test('what was cancelled ends with its period, without reminder and grace', async () => {
  const subscription = aSubscription({ endsAtPeriodEnd: true });
  const { runAt, customers, customer } = await setup({ subscription });
  expect(await runAt('2026-12-21T05:30:00.000Z')).toEqual([]);
  expect(customer().planId).toBe('pay_as_you_go');
  expect(await runAt('2026-12-22T05:30:00.000Z')).toEqual(['ended']);
  expect(customer()).toMatchObject({ planId: 'free' });
  expect(customers.eventsOf('subscription.renewal_due')).toEqual([]);
  expect(customers.eventsOf('subscription.expired')).toEqual([]);
  expect(customers.eventsOf('subscription.ended')).toMatchObject([
    { data: { planId: 'pay_as_you_go', reason: 'cancelled' } },
  ]);
});

test('concurrent runs send one reminder', async () => {
  const { runAt, customers } = await setup();
  await Promise.all([1, 2, 3].map(() => runAt('2026-12-15T05:30:00.000Z')));
  expect(customers.eventsOf('subscription.renewal_due')).toHaveLength(1);
});

test('a customer that cannot be read does not delay the others', async () => {
  const { runAt, subscriptions, customers } = await setup();
  const broken = aCustomer({
    planId: 'pay_as_you_go',
    subscription: aSubscription({ currentPeriodEnd: '2026-12-20T10:00:00.000Z' }),
  });
  await customers.createOrGet(broken, anAuditEntry());
  const outage = new Error('throttled');
  const find = subscriptions.findCustomer.bind(subscriptions);
  subscriptions.findCustomer = async (id) => {
    if (id === broken.id) throw outage;
    return find(id);
  };
  expect(await runAt('2026-12-15T05:30:00.000Z')).toEqual([outage, 'reminded']);
});
