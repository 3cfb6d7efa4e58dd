import {
  customerIdOf,
  type EventObjectStores,
  eventObjects,
  versionOf,
} from '#domain/webhooks/event-object';
import { somePlans } from '#test/customers';
import { customer, objects, order, payment, refund, toldFacts } from '#test/told-facts';

const now = () => new Date('2026-11-22T00:00:00Z');

const full: EventObjectStores = {
  payments: { find: async (id) => (id === payment.id ? payment : undefined) },
  refunds: { load: async () => ({ payment, refunds: [refund] }) },
  invoices: { find: async (id) => (id === 'inv_1' ? objects.invoice.invoice : undefined) },
  orders: { find: async (id) => (id === order.id ? order : undefined) },
  customers: { find: async () => customer },
  periods: { find: async (_, month) => (month === '2026-11' ? objects.period.period : undefined) },
  plans: somePlans,
  now,
};

const empty: EventObjectStores = {
  ...full,
  payments: { find: async () => undefined },
  refunds: { load: async () => ({ refunds: [] }) },
  invoices: { find: async () => undefined },
  orders: { find: async () => undefined },
  customers: { find: async () => undefined },
  periods: { find: async () => undefined },
};

describe.each(toldFacts)('$event.type', ({ event, object }) => {
  test('is about what its ids name, as it is stored now', async () => {
    expect(await eventObjects(full).viewOf(event)).toEqual(object);
  });

  test('is about nothing when that is not stored any more', async () => {
    const found = await eventObjects(empty).viewOf(event);
    expect(found?.kind).toBe(object.kind === 'threshold' ? 'threshold' : undefined);
  });
});

test('whoever is named in a body can be found by their customer', () => {
  const { threshold, period, ...naming } = objects;
  for (const object of Object.values(naming)) expect(customerIdOf(object)).toBe('cus_diallo');
  for (const object of [threshold, period]) expect(customerIdOf(object)).toBeUndefined();
});

test('the version grows with everything that becomes true of an invoice', () => {
  const { kind, invoice } = objects.invoice;
  const versions = [
    { ...invoice, document: undefined },
    invoice,
    { ...invoice, standing: { version: 0, sentAt: '2026-11-22T00:00:00Z' } },
    { ...invoice, standing: { version: 2, sentAt: '2026-11-22T00:00:00Z' } },
    {
      ...invoice,
      standing: { version: 2, sentAt: '2026-11-22T00:00:00Z', paidAt: '2026-11-23T00:00:00Z' },
      paidBy: { id: 'pay_1' } as never,
    },
  ].map((one) => versionOf({ kind, invoice: one }));
  expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b));
});

test('the version of everything else is the one that its row counts', () => {
  expect(versionOf(objects.payment)).toBe(payment.version);
  expect(versionOf(objects.refund)).toBe(payment.version);
  expect(versionOf(objects.order)).toBe(order.version);
  expect(versionOf(objects.subscription)).toBe(customer.version);
  expect(versionOf(objects.threshold)).toBe(1);
});
