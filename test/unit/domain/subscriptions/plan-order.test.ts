import { CustomerArchivedError, NotFoundError, UnprocessableError } from '#domain/errors';
import { money } from '#domain/money';
import { type PlanOrderRequest, planOrder } from '#domain/subscriptions/plan-order';
import { anAuditEntry } from '#test/audits';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryCustomerStore } from '#test/memory-customer-store';

async function setup(changes: Parameters<typeof aCustomer>[0] = {}) {
  const customers = new MemoryCustomerStore();
  const customer = await customers.createOrGet(aCustomer(changes), anAuditEntry());
  const order = (request: Partial<PlanOrderRequest> = {}) =>
    planOrder(
      { customers, plans: somePlans },
      {
        planId: 'pay_as_you_go',
        customerId: customer.id,
        method: 'card',
        action: 'redirect',
        metadata: {},
        initiator: { kind: 'member', isCustomer: true },
        payer: { email: 'koffi@example.com' },
        ...request,
      },
    );
  return { order, customer };
}

test('what a plan costs is looked up, in the customer’s name and language', async () => {
  const { order, customer } = await setup({ siren: '732829320', phone: '+2250707000000' });
  expect(await order()).toMatchObject({
    planId: 'pay_as_you_go',
    amount: money(300, 'EUR'),
    description: 'Abonnement Pro, un mois',
    locale: 'fr',
    buyer: {
      customerId: customer.id,
      name: 'Comptoir Diallo',
      kind: 'company',
      siren: '732829320',
      email: 'koffi@example.com',
      phone: '+2250707000000',
    },
  });
});

test('Mobile Money is paid in francs, unless another currency is named', async () => {
  const { order } = await setup({ locale: 'en' });
  const byPhone = { method: 'mobile_money' as const, payer: { email: 'k@x.example', phone: '+1' } };
  expect(await order(byPhone)).toMatchObject({
    amount: money(2_000, 'XOF'),
    description: 'Pro subscription, one month',
    buyer: { phone: '+1' },
  });
  expect((await order({ ...byPhone, currency: 'EUR' })).amount).toEqual(money(300, 'EUR'));
});

test('a plan without a price in that currency is not for sale, nor is the free one', async () => {
  const { order } = await setup();
  await expect(order({ currency: 'XAF' })).rejects.toThrow(UnprocessableError);
  await expect(order({ planId: 'free' })).rejects.toThrow(/no price in EUR/);
});

test('plan and customer must exist', async () => {
  const { order } = await setup();
  await expect(order({ planId: 'gold' })).rejects.toThrow(NotFoundError);
  await expect(order({ customerId: 'cus_nobody' })).rejects.toThrow(NotFoundError);
  const archived = await setup({ archivedAt: '2026-11-20T10:00:00.000Z' });
  await expect(archived.order()).rejects.toThrow(CustomerArchivedError);
});
