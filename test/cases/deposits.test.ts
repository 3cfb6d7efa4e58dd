import { randomUUID } from 'node:crypto';
import {
  anAddress,
  aPaymentRequest,
  api,
  endpoints,
  eventually,
  getPayment,
  type Json,
  press,
  request,
  settledAs,
} from '#test/cloud';

const customer = { email: anAddress(), name: 'Awa Diop' };

const ask = (changes: object) =>
  api('POST', '/v1/payments', {
    body: aPaymentRequest({ customer, ...changes }),
    headers: { 'idempotency-key': randomUUID() },
  });

/** Pays what is asked for, and answers its invoice. */
async function invoiceOf(
  changes: object,
  meanwhile: (payment: Json) => Promise<void> = async () => {},
) {
  const { body: payment } = await ask(changes);
  await meanwhile(payment);
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  const { invoice } = await eventually(async () => {
    const now = await getPayment(payment.id);
    return now.invoice && now;
  });
  return (await api('GET', `/v1/invoices/${invoice.id}`)).body;
}

test('a deposit and the final payment have their invoices, and the deposit is subtracted once', async () => {
  const deposit = await invoiceOf({ kind: 'deposit', amount: 36_000, description: 'Acompte' });
  expect(deposit).toMatchObject({ kind: 'deposit', amount: 36_000, settledBy: null });
  expect(deposit.number).toMatch(/^AC-\d{4}-\d{6}$/);

  const wanted = {
    lines: [
      { description: 'Armoire', quantity: 1, unitAmount: 100_000, supplies: 'goods' },
      { description: 'Livraison', quantity: 1, unitAmount: 20_000, supplies: 'services' },
    ],
    deposits: [deposit.id],
    description: 'Armoire, solde',
  };
  const wrong = await ask({ ...wanted, amount: 120_000 });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'lines_do_not_add_up']);

  const completed = async (payment: Json) => {
    const complete = (clientToken: string) =>
      request('PATCH', `${endpoints.api}/v1/payments/${payment.id}/customer`, {
        body: JSON.stringify({ purchaseOrder: 'BC-2026/0042' }),
        headers: { 'content-type': 'application/json', 'x-client-token': clientToken },
      });
    const forged = `${payment.clientToken.slice(0, -8)}AAAAAAAA`;
    expect((await complete(forged)).status).toBe(404);
    expect((await complete(payment.clientToken)).status).toBe(200);
  };
  const final = await invoiceOf({ ...wanted, amount: 84_000 }, completed);
  expect(final).toMatchObject({
    kind: 'invoice',
    amount: 120_000,
    amountDue: 0,
    deposits: [{ number: deposit.number, amount: 36_000 }],
  });
  const { body: settled } = await api('GET', `/v1/invoices/${deposit.id}`);
  expect(settled.settledBy).toEqual({ id: final.id, number: final.number });

  const again = await ask({ ...wanted, amount: 84_000 });
  expect([again.status, again.body.code]).toEqual([422, 'deposit_not_usable']);
});
