import { readFileSync } from 'node:fs';
import { ClientTokens } from '#domain/access/client-token';
import { saleOfPayment } from '#domain/invoices/sale';
import type { Payment } from '#domain/payments/payment';
import { logger } from '#runtime/log';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aCompletedPayment, aPayment } from '#test/payments';
import { aSeller } from '#test/sellers';
import { createHandler } from '../../../../functions/payments/complete-buyer/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const id = 'pay_01M7Y4MMKF07A7G7VF8YACZ7E9';

async function setup(stored: Payment) {
  const payments = new MemoryPaymentStore();
  await payments.createOrGet({ ...stored, id });
  const handler = createHandler({
    payments,
    seller: aSeller(),
    pause: noPause,
    now: new SettableClock('2026-11-21T10:00:00.000Z').now,
    randomBytes: seededBytes(),
    clientTokens: async () => new ClientTokens(['k'.repeat(32)]),
  });
  const send = async (body: object) => {
    const event = JSON.parse(readFileSync('events/payments.complete-buyer.json', 'utf8'));
    const request = { ...event, body: JSON.stringify(body) };
    const answer = await handler(request, { awsRequestId: 'request-1' } as never);
    return answer as { statusCode: number; body: string };
  };
  return { payments, send };
}

test('who is billed is completed while the payment is open, and its invoice says so', async () => {
  const { payments, send } = await setup(aPayment());
  const identity = {
    kind: 'company',
    siren: '732829320',
    service: 'Achats',
    purchaseOrder: 'BC-2026/0042',
    deliveryAddress: { street: '8 quai des Antilles', city: 'Nantes', country: 'FR' },
  };
  const { statusCode, body } = await send(identity);
  expect(statusCode).toBe(200);
  // The answer tells nobody what the shop, or somebody else with the link, had written.
  expect(body).not.toContain('732829320');
  const stored = (await payments.find(id))!;
  expect(stored.buyer).toEqual({ ...aPayment().buyer, ...identity });
  const paid = { ...stored, completedAt: '2026-11-21T10:01:00.000Z' };
  expect(saleOfPayment(paid, aSeller()).customer).toMatchObject(identity);
});

test('once it is paid nothing is changed: the invoice is made of what was there', async () => {
  const { payments, send } = await setup(aCompletedPayment());
  const { statusCode, body } = await send({ name: 'Other' });
  expect([statusCode, JSON.parse(body).code]).toEqual([409, 'buyer_not_changeable']);
  expect((await payments.find(id))?.buyer).toEqual(aCompletedPayment().buyer);
});

test('a payment of an issued invoice has the customer of the invoice', async () => {
  const { send } = await setup(aPayment({ invoiceId: 'inv_1' }));
  expect((await send({ name: 'Other' })).statusCode).toBe(400);
});

test.each([
  ['nothing', {}],
  ['another address for the mails', { email: 'other@example.com' }],
  ['another customer', { customerId: 'cus_other' }],
  ['a SIREN that is none', { siren: '732829321' }],
])('%s is refused', async (_, change) => {
  const { send } = await setup(aPayment());
  expect((await send(change)).statusCode).toBe(400);
});

test('a change that happens meanwhile is not lost', async () => {
  const { payments, send } = await setup(aPayment());
  const answers = await Promise.all([send({ siren: '732829320' }), send({ service: 'Achats' })]);
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
  expect((await payments.find(id))?.buyer).toMatchObject({ siren: '732829320', service: 'Achats' });
});
