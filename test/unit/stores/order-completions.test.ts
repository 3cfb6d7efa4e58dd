import { randomBytes } from 'node:crypto';
import { completeOrder } from '#domain/orders/complete-order';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoGuestCustomers } from '#stores/guest-customers';
import { DynamoOrderCompletions } from '#stores/order-completions';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { someTokens } from '#test/activations';
import { anAuditEntry } from '#test/audits';
import { noPause } from '#test/clock';
import { somePlans } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { aStoredOrder } from '#test/orders';
import { aCompletedPayment, paymentIdOf } from '#test/payments';

const now = () => new Date('2026-11-21T12:00:00.000Z');
const buyer = { email: 'awa@example.com', name: 'Awa Koné' };

test('a customer who is erased while an order completes does not get it: another one is made', async () => {
  const { table } = new MemoryTable();
  const orders = new DynamoOrderStore(table, now);
  const payments = new DynamoPaymentStore(table, now);
  const customers = new DynamoCustomerStore(table);
  const completions = new DynamoOrderCompletions(table);
  const complete = async (erase: () => Promise<unknown> = async () => {}) => {
    const order = await orders.createOrGet(aStoredOrder({ buyer }));
    const payment = aCompletedPayment({
      id: paymentIdOf(order.id),
      orderId: order.id,
      amount: order.total,
      buyer,
      completedAt: '2026-11-21T10:05:00.000Z',
    });
    await payments.createOrGet(payment);
    await completeOrder(
      {
        guests: new DynamoGuestCustomers(table),
        tokens: someTokens,
        plans: somePlans,
        timeZone: 'Europe/Paris',
        completions: {
          findOrder: (id) => completions.findOrder(id),
          findPayment: (id) => completions.findPayment(id),
          save: async (completion) => {
            await erase();
            return completions.save(completion);
          },
        },
        now,
        randomBytes,
        pause: noPause,
      },
      { orderId: order.id, paymentId: payment.id, requestId: 'request-1' },
    );
    return (await orders.find(order.id))!.customerId!;
  };

  const first = await complete();
  const erased = async () => {
    const customer = (await customers.find(first))!;
    if (customer.state === 'erased') return;
    const closed = { ...customer, state: 'erased' as const, version: customer.version + 1 };
    expect(await customers.save(closed, { audit: anAuditEntry() })).toBe('saved');
  };
  const second = await complete(erased);
  expect(second).not.toBe(first);
  expect(await customers.find(second)).toMatchObject({ state: 'inactive', email: buyer.email });
});
