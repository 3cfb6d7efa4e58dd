import { NotFoundError } from '#domain/errors';
import { cancelSubscription, resumeSubscription } from '#domain/subscriptions/cancel-subscription';
import { checkAtOf, withPaidMonth } from '#domain/subscriptions/subscription';
import { anAct, anAuditEntry } from '#test/audits';
import { noPause } from '#test/clock';
import { aCustomer, aSubscription } from '#test/customers';
import { MemoryCustomerStore } from '#test/memory-customer-store';

const inTime = new Date('2026-12-20T10:00:00.000Z');
const tooLate = new Date('2026-12-21T10:00:00.000Z');

async function setup(changes: Parameters<typeof aCustomer>[0] = {}) {
  const customers = new MemoryCustomerStore();
  const pro = { planId: 'pay_as_you_go', subscription: aSubscription() };
  const { id } = await customers.createOrGet(aCustomer({ ...pro, ...changes }), anAuditEntry());
  const deps = { customers, pause: noPause };
  return {
    id,
    customers,
    customer: () => customers.rows.get(id)!,
    acts: () => customers.audit.entries.slice(1).map(({ action }) => action),
    cancel: (now = inTime) => cancelSubscription(deps, id, anAct({ now })),
    resume: (now = inTime) => resumeSubscription(deps, id, anAct({ now })),
  };
}

test('a cancelled plan stays until the paid period ends; it is told and recorded once', async () => {
  const { id, cancel, customer, customers, acts } = await setup();
  await cancel();
  await cancel();
  expect(customer()).toMatchObject({ planId: 'pay_as_you_go', version: 2 });
  expect(customer().subscription).toEqual({ ...aSubscription(), endsAtPeriodEnd: true });
  expect(checkAtOf(customer().subscription!)).toBe('2026-12-21T10:00:00.000Z');
  expect(acts()).toEqual(['subscription.cancelled']);
  expect(customers.audit.entries.at(-1)).toMatchObject({
    subject: id,
    before: { endsAtPeriodEnd: false },
    after: { endsAtPeriodEnd: true },
  });
  expect(customers.eventsOf('subscription.cancelled')).toMatchObject([
    { data: { customerId: id, currentPeriodEnd: '2026-12-21T10:00:00.000Z' } },
  ]);
});

test('two cancellations at once are one', async () => {
  const { cancel, customers, acts } = await setup();
  await Promise.all([cancel(), cancel(), cancel()]);
  expect(acts()).toEqual(['subscription.cancelled']);
  expect(customers.eventsOf('subscription.cancelled')).toHaveLength(1);
});

test('until then it is undone, as if nothing had been', async () => {
  const { cancel, resume, customer, acts } = await setup();
  await resume();
  expect(acts()).toEqual([]);
  await cancel();
  await resume();
  await resume();
  expect(customer().subscription).toEqual(aSubscription());
  expect(acts()).toEqual(['subscription.cancelled', 'subscription.resumed']);
});

test('once the paid period is over, only a payment helps', async () => {
  const { cancel, resume } = await setup();
  await cancel();
  await expect(resume(tooLate)).rejects.toMatchObject({ code: 'subscription_over' });
});

test('paying again for the plan resumes it, after the months already paid', async () => {
  const { cancel, customer } = await setup();
  await cancel();
  const paid = { paymentId: 'pay_2', planId: 'pay_as_you_go', currency: 'XOF' as const };
  const zone = { now: inTime, timeZone: 'Africa/Abidjan' };
  const resumed = withPaidMonth(customer().subscription, paid, zone);
  expect(resumed.endsAtPeriodEnd).toBeUndefined();
  expect(resumed).toMatchObject({ months: 2, currentPeriodEnd: '2027-01-21T10:00:00.000Z' });
});

test('paying after its end starts anew: there is no grace', async () => {
  const { cancel, customer } = await setup();
  await cancel();
  const paid = { paymentId: 'pay_2', planId: 'pay_as_you_go', currency: 'XOF' as const };
  const zone = { now: tooLate, timeZone: 'Africa/Abidjan' };
  const again = withPaidMonth(customer().subscription, paid, zone);
  expect(again).toMatchObject({ startedAt: tooLate.toISOString(), months: 1 });
});

test('without a paid period there is nothing to cancel or to resume', async () => {
  const { cancel, resume, acts } = await setup({ planId: 'free', subscription: undefined });
  await expect(cancel()).rejects.toMatchObject({ code: 'subscription_over' });
  await expect(resume()).rejects.toMatchObject({ code: 'subscription_over' });
  expect(acts()).toEqual([]);
  const { customers } = await setup();
  const nobody = cancelSubscription({ customers, pause: noPause }, 'cus_nobody', anAct());
  await expect(nobody).rejects.toThrow(NotFoundError);
});
