import type { Caller, Scope } from '#domain/access/caller';
import { money } from '#domain/money';
import { payableOrder } from '#domain/payments/payable-order';
import type { LookUp, PaymentRequest } from '#domain/payments/payment-request';
import { aCustomer, somePlans } from '#test/customers';
import { anInvoice } from '#test/invoices';

const { payment, ...unpaid } = anInvoice();

/** One customer, one invoice of theirs that is due, and the plans. */
const deps: LookUp = {
  customers: {
    find: async (id) => (id === 'cus_diallo' ? aCustomer({ id: 'cus_diallo' }) : undefined),
  },
  invoices: {
    find: async () => ({
      id: 'inv_due',
      customerId: 'cus_diallo',
      status: 'generated',
      content: { ...unpaid, totals: { ...unpaid.totals, paidMinor: 0, dueMinor: 46_800 } },
      document: { key: 'invoices/2026/FA.pdf', sha256: 'ab'.repeat(32), bytes: 4 },
      createdAt: unpaid.issuedAt,
      requestId: 'request-1',
    }),
  },
  plans: somePlans,
  orders: { find: async () => undefined },
  now: () => new Date('2026-11-21T10:00:00.000Z'),
};

const aKey = (customerId?: string, scopes: Scope[] = ['payments:write']): Caller => ({
  kind: 'key',
  keyId: 'key_1',
  scopes,
  ...(customerId && { customerId }),
});
const aMember = (customerId?: string): Caller => ({
  kind: 'person',
  subject: 'sub',
  roles: customerId ? ['member'] : [],
  ...(customerId && { customerId }),
});
const finance: Caller = { kind: 'person', subject: 'sub', roles: ['finance'] };
const nobody: Caller = { kind: 'public' };

const customer = { email: 'awa@example.com', name: 'Awa Diop' };

const asked = (changes: Partial<PaymentRequest>): PaymentRequest => ({
  method: 'card',
  action: 'redirect',
  locale: 'fr',
  metadata: {},
  customer,
  ...changes,
});

/** Decides at once what can be decided, and looks up the rest. */
const orderFor = async (
  caller: Caller,
  changes: Partial<PaymentRequest>,
  holdsTokenOf = (_subject: string) => false,
) => payableOrder(deps, { caller, holdsTokenOf }, asked(changes))();

const own = { amount: 5_000, currency: 'EUR', description: 'Café', orderId: 'order-1' } as const;

describe('a given amount', () => {
  test('is set by a server’s key, for any customer or none', async () => {
    expect(await orderFor(aKey(), own)).toMatchObject({
      amount: money(5_000, 'EUR'),
      orderId: 'order-1',
      orderOwner: undefined,
      initiator: { kind: 'server', isCustomer: false },
    });
    const named = { ...own, customer: { ...customer, customerId: 'cus_other' } };
    expect(await orderFor(aKey(), named)).toMatchObject({
      buyer: { customerId: 'cus_other' },
      initiator: { kind: 'server', isCustomer: true },
    });
  });

  test('belongs to the customer of a bound key, which has its own order numbers', async () => {
    expect(await orderFor(aKey('cus_diallo'), own)).toMatchObject({
      buyer: { customerId: 'cus_diallo' },
      orderOwner: 'cus_diallo',
    });
    const others = { ...own, customer: { ...customer, customerId: 'cus_other' } };
    await expect(orderFor(aKey('cus_diallo'), others)).rejects.toThrow('another customer');
  });

  test('is not for a key that only reads, nor for anyone else', async () => {
    const reader = aKey(undefined, ['payments:read']);
    await expect(orderFor(reader, own)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(orderFor(nobody, own)).rejects.toMatchObject({ code: 'credentials_required' });
    for (const person of [aMember('cus_diallo'), finance])
      await expect(orderFor(person, own)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('needs its currency', async () => {
    await expect(orderFor(aKey(), { description: 'Café' })).rejects.toMatchObject({
      errors: [{ path: 'amount' }, { path: 'currency' }],
    });
  });
});

test('a payment pays one thing, and names it', async () => {
  const two = { planId: 'pay_as_you_go', invoiceId: 'inv_due' };
  await expect(orderFor(aKey(), two)).rejects.toThrow('one thing');
  await expect(orderFor(aMember('cus_diallo'), {})).rejects.toThrow('Say what is paid');
  await expect(orderFor(aMember('cus_diallo'), { orderId: 'order-1' })).rejects.toMatchObject({
    code: 'order_not_found',
  });
});

describe('a plan', () => {
  const plan = { planId: 'pay_as_you_go' };

  test('can be paid by members for their own customer, at its own price', async () => {
    expect(await orderFor(aMember('cus_diallo'), plan)).toMatchObject({
      amount: money(300, 'EUR'),
      buyer: { customerId: 'cus_diallo', email: 'awa@example.com' },
      initiator: { kind: 'member', isCustomer: true },
    });
    const another = { ...plan, customer: { ...customer, customerId: 'cus_other' } };
    await expect(orderFor(aMember('cus_diallo'), another)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(orderFor(aMember(), plan)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(orderFor(nobody, plan)).rejects.toMatchObject({ code: 'credentials_required' });
  });

  test('can be paid by the shop’s server for the named customer', async () => {
    const named = { ...plan, customer: { ...customer, customerId: 'cus_diallo' } };
    expect(await orderFor(aKey(), named)).toMatchObject({ buyer: { customerId: 'cus_diallo' } });
    await expect(orderFor(aKey(), plan)).rejects.toMatchObject({
      errors: [{ path: 'customer.customerId' }],
    });
  });

  test('has a price that cannot be sent, and must exist', async () => {
    const priced = { ...plan, amount: 1 };
    await expect(orderFor(aKey('cus_diallo'), priced)).rejects.toThrow('looked up');
    await expect(orderFor(aMember('cus_diallo'), priced)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(orderFor(aMember('cus_diallo'), { planId: 'gold' })).rejects.toMatchObject({
      code: 'plan_not_found',
    });
  });
});

describe('an invoice', () => {
  const invoice = { invoiceId: 'inv_due', customer: undefined };
  const holdsIt = (subject: string) => subject === 'inv_due';

  test('can be paid by the holder of its link, by its customer’s members, and by the shop', async () => {
    const due = { amount: money(46_800, 'EUR'), buyer: { customerId: 'cus_diallo' } };
    const kinds = [
      [nobody, holdsIt, 'link'],
      [aMember('cus_other'), holdsIt, 'link'],
      [aMember('cus_diallo'), () => false, 'member'],
      [finance, () => false, 'staff'],
      [aKey(), () => false, 'server'],
      [aKey('cus_diallo'), () => false, 'server'],
    ] as const;
    for (const [caller, holds, kind] of kinds)
      expect(await orderFor(caller, invoice, holds)).toMatchObject({ ...due, initiator: { kind } });
  });

  test('is not found by anyone else', async () => {
    await expect(orderFor(nobody, invoice)).rejects.toMatchObject({ code: 'credentials_required' });
    for (const caller of [aMember('cus_other'), aKey('cus_other')])
      await expect(orderFor(caller, invoice)).rejects.toMatchObject({ code: 'invoice_not_found' });
  });

  test('has an amount that cannot be sent', async () => {
    const priced = { ...invoice, amount: 1 };
    await expect(orderFor(nobody, priced, holdsIt)).rejects.toThrow('looked up');
  });

  test('is paid by its link without metadata or return addresses', async () => {
    const back = { ...invoice, returnUrl: 'https://shop.example/thanks' };
    const noted = { ...invoice, metadata: { table: '7' } };
    for (const wish of [back, noted])
      await expect(orderFor(nobody, wish, holdsIt)).rejects.toMatchObject({
        code: 'field_not_allowed',
      });
    expect(await orderFor(aMember('cus_diallo'), back)).toMatchObject({
      returnUrl: 'https://shop.example/thanks',
    });
  });
});

test('amounts are looked up last: a caller without the right is refused before', () => {
  const unreachable = () => {
    throw new Error('looked up too early');
  };
  const closed = { ...deps, customers: { find: unreachable }, invoices: { find: unreachable } };
  const payer = { caller: aMember('cus_diallo'), holdsTokenOf: () => false };
  for (const wish of [{ planId: 'pay_as_you_go' }, { invoiceId: 'inv_due' }])
    expect(() => payableOrder(closed, payer, asked(wish))).not.toThrow();
});
