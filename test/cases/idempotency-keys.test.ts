import { randomUUID } from 'node:crypto';
import { serverKey } from '#test/callers';
import { aPaymentRequest, api, getPayment, initiate, type Json } from '#test/cloud';
import { expectProblem, openedAtStripe, paymentsAbout } from '#test/problems';

const post = (body: unknown, key: string, headers: Record<string, string> = {}) =>
  api('POST', '/v1/payments', { body, headers: { 'idempotency-key': key, ...headers } });

function anOrder(): { mark: string; body: Json } {
  const mark = randomUUID();
  return { mark, body: aPaymentRequest({ orderId: mark }) };
}

test('the same key and body get the same answer, byte for byte, and open one checkout', async () => {
  const { mark, body } = anOrder();
  const key = randomUUID();
  const first = await post(body, key);
  const second = await post(body, key);
  expect(first.status).toBe(201);
  expect(second.status).toBe(201);
  expect(second.text).toBe(first.text);
  expect(await paymentsAbout(mark)).toHaveLength(1);
  expect(await openedAtStripe(mark)).toHaveLength(1);
});

test('the same JSON, written differently, is the same request [C18]', async () => {
  const { mark, body } = anOrder();
  const key = randomUUID();
  const first = await post(body, key);
  const turned = Object.fromEntries(Object.entries(body).toReversed());
  const exponent = JSON.stringify(body).replace('46800', '4.68e4');
  for (const again of [JSON.stringify(body, null, 2), turned, exponent])
    expect(await post(again, key)).toMatchObject({ status: 201, text: first.text });
  expect(await paymentsAbout(mark)).toHaveLength(1);
  expect(await openedAtStripe(mark)).toHaveLength(1);
});

test('five requests at once open one checkout; those that come too early are told to try again', async () => {
  const { mark, body } = anOrder();
  const key = randomUUID();
  const replies = await Promise.all(Array.from({ length: 5 }, () => post(body, key)));
  const created = replies.filter(({ status }) => status === 201);
  expect(created.length).toBeGreaterThan(0);
  for (const reply of replies)
    if (reply.status !== 201) expectProblem(reply, 409, 'idempotency_key_in_use');
  const again = await post(body, key);
  expect(new Set([...created, again].map(({ text }) => text)).size).toBe(1);
  expect(await paymentsAbout(mark)).toHaveLength(1);
  expect(await openedAtStripe(mark)).toHaveLength(1);
});

test('the same key for another body is refused, and nobody is charged', async () => {
  const { mark, body } = anOrder();
  const key = randomUUID();
  await post(body, key);
  expectProblem(await post({ ...body, amount: 46_900 }, key), 409, 'idempotency_key_reused');
  expect(await paymentsAbout(mark)).toMatchObject([{ amount: 46_800 }]);
  expect(await openedAtStripe(mark)).toHaveLength(1);
});

test('the same key for another request is refused', async () => {
  const key = randomUUID();
  const payment = (await post(aPaymentRequest(), key)).body;
  const reply = await api('POST', `/v1/payments/${payment.id}/cancel`, {
    headers: { 'idempotency-key': key },
  });
  expectProblem(reply, 409, 'idempotency_key_reused');
  expect((await getPayment(payment.id)).status).toBe('pending');
});

test('a key belongs to its caller: another server with the same key and body makes its own payment', async () => {
  const { mark, body } = anOrder();
  const key = randomUUID();
  const other = await serverKey(['payments:write']);
  const mine = await post(body, key);
  const theirs = await post(body, key, other.headers);
  expect([mine.status, theirs.status]).toEqual([201, 201]);
  expect(theirs.body.id).not.toBe(mine.body.id);
  expect(theirs.body.clientToken).not.toBe(mine.body.clientToken);
  expect(await openedAtStripe(mark)).toHaveLength(2);
});

test('guests with the same key are separate too', async () => {
  const key = randomUUID();
  for (const { id, clientToken } of [await initiate(), await initiate()]) {
    const cancel = () =>
      api('POST', `/v1/payments/${id}/cancel`, {
        headers: { 'x-client-token': clientToken, 'idempotency-key': key },
        asGuest: true,
      });
    const reply = await cancel();
    expect(reply.body).toMatchObject({ id, status: 'cancelled' });
    expect((await cancel()).text).toBe(reply.text);
  }
});

test('without a key every request is separate', async () => {
  const { mark, body } = anOrder();
  await api('POST', '/v1/payments', { body });
  await api('POST', '/v1/payments', { body });
  expect(await paymentsAbout(mark)).toHaveLength(2);
});

test('a refused request releases its key for the same request', async () => {
  const { body } = anOrder();
  const key = randomUUID();
  const tooLittle = { ...body, amount: 10 };
  expectProblem(await post(tooLittle, key), 422, 'amount_below_minimum');
  expectProblem(await post(tooLittle, key), 422, 'amount_below_minimum');
});

test.each([
  ['empty', ''],
  ['longer than 255 characters', 'k'.repeat(256)],
  ['with a blank', 'order 1'],
  ['with an accent', 'commande-é'],
  ['with a tab', 'order\t1'],
])('a key that is %s is refused, and nothing is opened', async (_what, key) => {
  const { mark, body } = anOrder();
  expectProblem(await post(body, key), 400, 'invalid_request');
  expect(await paymentsAbout(mark)).toEqual([]);
  expect(await openedAtStripe(mark)).toEqual([]);
});

test('a key of 255 characters is accepted', async () => {
  const { body } = anOrder();
  expect((await post(body, randomUUID().padEnd(255, '~'))).status).toBe(201);
});
