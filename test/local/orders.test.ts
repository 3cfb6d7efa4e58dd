import { randomUUID } from 'node:crypto';
import { keys } from '#stores/keys';
import { as, type Headers, serverKey } from '#test/callers';
import {
  anAddress,
  api,
  eventually,
  getPayment,
  invoiced,
  type Json,
  mails,
  press,
  type Reply,
  settledAs,
  token,
} from '#test/cloud';
import { anAccount } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';
import { mainTable } from '#test/stored-members';
import { inHours } from '#test/trouble';

const admin = () => token({ role: 'admin' });

async function aProduct(changes: object = {}): Promise<Json> {
  const reply = await as(await admin(), 'POST', '/v1/admin/products', {
    name: 'Affiche A2',
    unitAmount: 2_400,
    currency: 'EUR',
    vatRate: 2_000,
    supplies: 'goods',
    ...changes,
  });
  if (reply.status !== 201) throw new Error(`no product: ${reply.status} ${reply.text}`);
  return reply.body;
}

const order = (headers: Headers, changes: object): Promise<Reply> =>
  as({ 'idempotency-key': randomUUID(), ...headers }, 'POST', '/v1/orders', {
    customer: { email: anAddress(), name: 'Awa Koné' },
    ...changes,
  });

/** A guest's order of two prints. */
async function guestOrder(email = anAddress(), more: object = {}): Promise<Json> {
  const { id: productId } = await aProduct();
  const customer = { email, name: 'Awa Koné' };
  const reply = await order({}, { customer, lines: [{ productId, quantity: 2 }], ...more });
  if (reply.status !== 201) throw new Error(`not ordered: ${reply.status} ${reply.text}`);
  return reply.body;
}

const pay = (headers: Headers, orderId: string, more: object = {}): Promise<Reply> =>
  as({ 'idempotency-key': randomUUID(), ...headers }, 'POST', '/v1/payments', {
    orderId,
    method: 'card',
    ...more,
  });

const holding = ({ clientToken }: Json): Headers => ({ 'x-client-token': clientToken });

const read = async (id: string): Promise<Json> => (await api('GET', `/v1/orders/${id}`)).body;

const orderIs = (id: string, status: string): Promise<Json> =>
  eventually(
    async () => {
      const found = await read(id);
      return found.status === status && found;
    },
    { what: `${id} is not ${status}` },
  );

/** Pays an order at the provider, and waits for its invoice. */
async function paid(ordered: Json): Promise<Json> {
  const payment = (await pay(holding(ordered), ordered.id)).body;
  await press(payment, 'pay');
  return { ...payment, ...(await invoiced(payment.id)) };
}

describe('the price list', () => {
  test('shows what is for sale; only administrators keep it', async () => {
    const product = await aProduct();
    const listed = async () => (await as({}, 'GET', '/v1/products?limit=100')).body.data;
    await eventually(async () => (await listed()).some(({ id }: Json) => id === product.id));
    const path = `/v1/admin/products/${product.id}`;
    expectProblem(
      await as(await token({ role: 'finance' }), 'PATCH', path, { active: false }),
      403,
      'forbidden',
    );
    const changed = await as(await admin(), 'PATCH', path, { unitAmount: 2_600, active: false });
    expect(changed.body).toMatchObject({ id: product.id, unitAmount: 2_600, active: false });
    expect((await listed()).some(({ id }: Json) => id === product.id)).toBe(false);
    const all = await as(await admin(), 'GET', '/v1/admin/products?limit=100');
    expect(all.body.data).toContainEqual(changed.body);
    const lines = [{ productId: product.id, quantity: 1 }];
    expectProblem(await order({}, { lines }), 422, 'product_not_for_sale');
  });
});

describe('a guest', () => {
  test('orders, pays, and has an order in progress and an invoice; the customer is found by mailbox', async () => {
    const email = anAddress();
    const ordered = await guestOrder(email, { termsVersion: '2026-10' });
    expect(ordered).toMatchObject({ status: 'pending_payment', total: 4_800, currency: 'EUR' });
    expectProblem(await as({}, 'GET', `/v1/orders/${ordered.id}`), 401, 'credentials_required');
    const payment = await paid(ordered);
    expect(payment).toMatchObject({ orderId: ordered.id, amount: 4_800, currency: 'EUR' });

    const shops = await orderIs(ordered.id, 'in_progress');
    expect(shops).toMatchObject({
      isGuest: true,
      account: 'made',
      paymentId: payment.id,
      terms: { version: '2026-10' },
    });
    expect(payment.customerId).toBe(shops.customerId);
    const customer = await as(await admin(), 'GET', `/v1/admin/customers/${shops.customerId}`);
    expect(customer.body).toMatchObject({ email, name: 'Awa Koné' });

    const own = (await as(holding(ordered), 'GET', `/v1/orders/${ordered.id}`)).body;
    expect(own).toMatchObject({ status: 'in_progress', customer: { email } });
    expect(Object.keys(own)).not.toContain('account');
    expect(Object.keys(own)).not.toContain('customerId');
    expectProblem(await pay(holding(ordered), ordered.id), 409, 'order_already_paid');

    const second = await guestOrder(email.toUpperCase());
    await paid(second);
    expect(await read(second.id)).toMatchObject({
      customerId: shops.customerId,
      account: 'inactive',
    });
  });

  test('with the address of somebody’s owner is answered as a stranger; the order is that customer’s', async () => {
    const { id } = await anAccount();
    const email = `owner@${id.replaceAll('_', '-').toLowerCase()}.example`;
    const ordered = await guestOrder(email);
    const payment = await paid(ordered);
    expect(await read(ordered.id)).toMatchObject({ customerId: id, account: 'member' });
    const shown = await as(
      { 'x-client-token': payment.clientToken },
      'GET',
      `/v1/payments/${payment.id}`,
    );
    expect(shown.body).toMatchObject({ status: 'completed', customerId: null });
    const path = `/v1/invoices/${payment.invoice.id}`;
    const link = { 'x-client-token': payment.clientToken };
    expect((await as(link, 'GET', path)).body).toMatchObject({ customerId: null });
    expect((await as(await admin(), 'GET', path)).body).toMatchObject({ customerId: id });
  });

  test('may repeat the request, and the price of the order holds', async () => {
    const product = await aProduct();
    const again = { 'idempotency-key': randomUUID() };
    const wanted = {
      customer: { email: anAddress(), name: 'Awa Koné' },
      lines: [{ productId: product.id, quantity: 1 }],
    };
    const first = await order(again, wanted);
    await as(await admin(), 'PATCH', `/v1/admin/products/${product.id}`, { unitAmount: 9_900 });
    expect((await order(again, wanted)).text).toBe(first.text);
    const { body } = await pay(holding(first.body), first.body.id);
    expect(body).toMatchObject({ amount: 2_400 });
  });

  test.each<[string, object, number, string]>([
    ['no quantity', { lines: [{ productId: 'prd_1', quantity: 0 }] }, 400, 'invalid_request'],
    ['a billion', { lines: [{ productId: 'prd_1', quantity: 1e9 }] }, 400, 'invalid_request'],
    ['nothing', { lines: [] }, 400, 'invalid_request'],
    [
      'too many lines',
      { lines: Array(101).fill({ productId: 'prd_1', quantity: 1 }) },
      400,
      'invalid_request',
    ],
    [
      'an unknown product',
      { lines: [{ productId: 'prd_1', quantity: 1 }] },
      422,
      'product_not_for_sale',
    ],
    [
      'a price of their own',
      { lines: [{ description: 'Cadeau', quantity: 1, unitAmount: 1 }], currency: 'EUR' },
      403,
      'field_not_allowed',
    ],
  ])('cannot order %s', async (_, changes, status, code) => {
    expectProblem(await order({}, changes), status, code);
  });

  test('cannot order in two currencies, nor pay an order whose token they do not hold', async () => {
    const [euros, francs] = [await aProduct(), await aProduct({ currency: 'XOF' })];
    const lines = [euros, francs].map(({ id }) => ({ productId: id, quantity: 1 }));
    expectProblem(await order({}, { lines }), 422, 'currencies_differ');
    const [mine, theirs] = [await guestOrder(), await guestOrder()];
    expectProblem(await pay(holding(mine), theirs.id), 401, 'credentials_required');
    expectProblem(
      await as(holding(mine), 'GET', `/v1/orders/${theirs.id}`),
      404,
      'order_not_found',
    );
  });
});

test('a member orders for their customer and sees its orders, nobody else’s', async () => {
  const [mine, other] = [await anAccount(), await anAccount()];
  const { id: productId } = await aProduct();
  const { body } = await order(mine.member, {
    customer: undefined,
    lines: [{ productId, quantity: 1 }],
  });
  const payment = (await pay(mine.member, body.id)).body;
  await press(payment, 'pay');
  await invoiced(payment.id);
  expect(await read(body.id)).toMatchObject({
    status: 'in_progress',
    customerId: mine.id,
    isGuest: false,
    account: 'member',
  });
  const listed = await as(mine.member, 'GET', '/v1/orders');
  expect(listed.body.data.map(({ id }: Json) => id)).toEqual([body.id]);
  expect((await as(other.member, 'GET', '/v1/orders')).body.data).toEqual([]);
  expectProblem(await as(other.member, 'GET', `/v1/orders/${body.id}`), 404, 'order_not_found');
  const all = await as(await admin(), 'GET', `/v1/orders?customerId=${mine.id}&status=in_progress`);
  expect(all.body.data).toHaveLength(1);
});

describe('the shop’s server', () => {
  test('orders at its own price, fulfils, and cancels; both are recorded', async () => {
    const { headers } = await serverKey(['payments:write', 'payments:read']);
    const lines = [{ description: 'Sur mesure', quantity: 1.5, unitAmount: 10_000 }];
    const made = (await order(headers, { lines, currency: 'EUR', title: 'Salon' })).body;
    expect(made.total).toBe(15_000);
    const move = (how: string, who = headers) => as(who, 'POST', `/v1/orders/${made.id}/${how}`);
    expectProblem(await move('fulfil'), 409, 'order_not_movable');
    const payment = (await pay(headers, made.id)).body;
    await press(payment, 'pay');
    await orderIs(made.id, 'in_progress');
    expectProblem(await move('fulfil', {}), 401, 'credentials_required');
    expect((await move('fulfil')).body).toMatchObject({ status: 'fulfilled', title: 'Salon' });
    expect((await move('fulfil')).status).toBe(200);
    expectProblem(await move('cancel'), 409, 'order_not_movable');
    const { body } = await as(await admin(), 'GET', '/v1/admin/audit?limit=100');
    const entries = body.data.filter(({ subject }: Json) => subject === made.id);
    expect(entries).toMatchObject([
      { action: 'order.fulfilled', actor: expect.stringMatching(/^key:/) },
    ]);
  });
});

test('a cancelled order that is paid all the same is honoured, and the admin is told', async () => {
  const ordered = await guestOrder();
  const payment = (await pay(holding(ordered), ordered.id)).body;
  const cancelled = await as(await admin(), 'POST', `/v1/orders/${ordered.id}/cancel`);
  expect(cancelled.body).toMatchObject({ status: 'cancelled' });
  expectProblem(await pay(holding(ordered), ordered.id), 409, 'order_cancelled');
  await press(payment, 'pay');
  await invoiced(payment.id);
  expect(await read(ordered.id)).toMatchObject({ status: 'in_progress', paymentId: payment.id });
  await eventually(async () =>
    (await mails({ to: 'admin@shop.example', about: payment.id })).some(({ subject }) =>
      /trop tard|too late/i.test(subject),
    ),
  );
});

test('an expired order opens no payment', async () => {
  const ordered = await guestOrder();
  const table = await mainTable();
  await table.write({
    update: {
      key: keys.order(ordered.id),
      expression: 'SET expiresAt = :past',
      values: { ':past': inHours(-1).toISOString() },
    },
  });
  expectProblem(await pay(holding(ordered), ordered.id), 409, 'order_expired');
});

test('an order whose money went back is refunded', async () => {
  const ordered = await guestOrder();
  const payment = await paid(ordered);
  const { headers } = await serverKey(['refunds:write']);
  const reason = 'requested_by_customer';
  await as(headers, 'POST', `/v1/payments/${payment.id}/refunds`, { reason });
  await orderIs(ordered.id, 'refunded');
  expect((await getPayment(payment.id)).refundState).toBe('full');
  expectProblem(await pay(holding(ordered), ordered.id), 409, 'order_refunded');
});

test('an order number of the shop’s own means nothing here', async () => {
  const { headers } = await serverKey(['payments:write', 'payments:read']);
  const customer = { email: anAddress(), name: 'Awa Koné' };
  const free = { amount: 100, currency: 'EUR', description: 'Bon', customer };
  const { body } = await pay(headers, 'ord_42', free);
  await press(body, 'pay');
  await settledAs(body.id, 'completed');
  expect(await invoiced(body.id)).toMatchObject({ orderId: 'ord_42', amount: 100 });
});
