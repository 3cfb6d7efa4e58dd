import { aCustomerId, as, type Headers, serverKey } from '#test/callers';
import { api, initiate, invoiced, type Json, press, token } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';

type Customer = { id: string; pending: Json; paid: Json; member: Headers; key: Headers };

const everything = ['payments:read', 'payments:write', 'invoices:read'];

async function aCustomer(): Promise<Customer> {
  const id = aCustomerId();
  const customer = { email: `${id}@example.com`, name: 'Awa Diop', customerId: id };
  const paying = await initiate({ customer });
  await press(paying, 'pay');
  return {
    id,
    paid: { ...paying, ...(await invoiced(paying.id)) },
    pending: await initiate({ customer }),
    member: await token({ role: 'member', customerId: id }),
    key: (await serverKey(everything, id)).headers,
  };
}

let a: Customer;
let b: Customer;
beforeAll(async () => {
  a = await aCustomer();
  b = await aCustomer();
}, 60_000);

const guest = (payment: Json): Headers => ({ 'x-client-token': payment.clientToken });

describe.each([
  ['a member of another customer', () => a.member],
  ['an API key bound to another customer', () => a.key],
  ['a buyer with the token of another payment', () => guest(a.pending)],
  ['a buyer with a token cut short', () => guest({ clientToken: b.paid.clientToken.slice(0, -1) })],
  ['a member of no customer', () => nobody],
])('%s', (_who, headers) => {
  test('cannot see, cancel or download the payments of others, and learns nothing about them', async () => {
    const who = headers();
    for (const { id } of [b.pending, b.paid]) {
      const seen = expectProblem(
        await as(who, 'GET', `/v1/payments/${id}`),
        404,
        'payment_not_found',
      );
      const none = (await as(who, 'GET', '/v1/payments/pay_00000000000000000000000000')).body;
      expect({ ...seen, requestId: '' }).toEqual({ ...none, requestId: '' });
      expectProblem(await as(who, 'POST', `/v1/payments/${id}/cancel`), 404, 'payment_not_found');
    }
    const pdf = `/v1/invoices/${b.paid.invoice.id}/pdf`;
    expectProblem(await as(who, 'GET', pdf), 404, 'invoice_not_found');
    const token = a.paid.clientToken;
    expectProblem(await as({}, 'GET', `${pdf}?clientToken=${token}`), 404, 'invoice_not_found');
    expect(await storedStatus(b.pending.id)).toBe('pending');
  });
});

let nobody: Headers;
beforeAll(async () => {
  nobody = await token({ role: 'member' });
});

describe.each([
  ['a member', () => a.member],
  ['a bound API key', () => a.key],
])('%s', (_who, headers) => {
  test('sees their own customer’s payments and invoice', async () => {
    const { data } = (await as(headers(), 'GET', '/v1/payments')).body;
    expect(data.map(({ id }: Json) => id)).toEqual([a.pending.id, a.paid.id]);
    expect((await as(headers(), 'GET', `/v1/payments/${a.paid.id}`)).status).toBe(200);
    const pdf = await as(headers(), 'GET', `/v1/invoices/${a.paid.invoice.id}/pdf`);
    expect(pdf.status).toBe(302);
  });

  test('cannot find the payments of others by searching', async () => {
    for (const q of [b.id, b.pending.id]) {
      const { data } = (await as(headers(), 'GET', `/v1/payments?q=${q}`)).body;
      expect(data).toEqual([]);
    }
    const others = await as(headers(), 'GET', `/v1/payments?customerId=${b.id}`);
    expectProblem(others, 403, 'forbidden');
  });

  test('cannot continue another customer’s list', async () => {
    for (const list of [`/v1/payments?limit=1&customerId=${b.id}`, '/v1/payments?limit=1']) {
      const { nextCursor } = (await api('GET', list)).body;
      expect(nextCursor).toEqual(expect.any(String));
      const reply = await as(headers(), 'GET', `/v1/payments?cursor=${nextCursor}`);
      expectProblem(reply, 400, 'invalid_request');
    }
  });
});

test('a cursor that was changed is refused', async () => {
  const { nextCursor } = (await as(a.member, 'GET', '/v1/payments?limit=1')).body;
  const position = JSON.parse(Buffer.from(nextCursor, 'base64url').toString());
  const theirs = { ...position.after, ownerPk: `CUSTOMER#${b.id}` };
  for (const after of [theirs, {}, { pk: 'x' }, 'x', 7, [], { ...position.after, more: 1 }]) {
    const forged = Buffer.from(JSON.stringify({ ...position, after })).toString('base64url');
    const reply = await as(a.member, 'GET', `/v1/payments?cursor=${forged}`);
    expectProblem(reply, 400, 'invalid_request');
  }
});

test('a bound API key opens payments for its customer only', async () => {
  const body = (customerId?: string) => ({
    amount: 46_800,
    currency: 'EUR',
    method: 'card',
    description: 'Abonnement',
    customer: { email: 'awa@example.com', name: 'Awa Diop', customerId },
  });
  expectProblem(await as(a.key, 'POST', '/v1/payments', body(b.id)), 403, 'forbidden');
  const { headers, apiKey } = await serverKey(everything, aCustomerId());
  const own = await as(headers, 'POST', '/v1/payments', body());
  expect(own.status).toBe(201);
  const { data } = (await as(headers, 'GET', '/v1/payments')).body;
  expect(data).toMatchObject([{ id: own.body.id, customerId: apiKey.customerId }]);
});

test('a guest without a token is asked for credentials', async () => {
  for (const [method, path] of [
    ['GET', '/v1/payments'],
    ['GET', `/v1/payments/${a.pending.id}`],
    ['POST', `/v1/payments/${a.pending.id}/cancel`],
    ['GET', `/v1/invoices/${a.paid.invoice.id}/pdf`],
  ] as const) {
    const reply = await as({}, method, path);
    expectProblem(reply, 401, 'credentials_required');
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect(await storedStatus(a.pending.id)).toBe('pending');
});

test('a buyer with the payment’s own token sees and downloads it', async () => {
  const headers = guest(a.paid);
  const seen = (await as(headers, 'GET', `/v1/payments/${a.paid.id}`)).body;
  expect(seen).toMatchObject({ id: a.paid.id, status: 'completed' });
  expect((await as({}, 'GET', seen.invoice.url.replace(/^https?:\/\/[^/]+/, ''))).status).toBe(302);
});

describe('only the shop’s server may set the amount', () => {
  const order = { method: 'card', description: 'x', customer: { email: 'a@b.example', name: 'A' } };

  test('a guest is asked for credentials, a member and finance are refused', async () => {
    const body = { ...order, amount: 1, currency: 'EUR' };
    expectProblem(await as({}, 'POST', '/v1/payments', body), 401, 'credentials_required');
    const finance = await token({ role: 'finance' });
    for (const headers of [a.member, finance])
      expectProblem(await as(headers, 'POST', '/v1/payments', body), 403, 'forbidden');
  });

  test.each([
    ['planId', 'plan_not_found'],
    ['orderId', 'order_not_found'],
  ])('%s must exist', async (field, code) => {
    const body = { ...order, [field]: 'x' };
    expectProblem(await as(a.member, 'POST', '/v1/payments', body), 404, code);
    expectProblem(await as({}, 'POST', '/v1/payments', body), 401, 'credentials_required');
  });

  test('an invoice can be paid by the holder of its link, and by those who may see it', async () => {
    const body = { ...order, invoiceId: 'inv_x' };
    const reply = await as(a.member, 'POST', '/v1/payments', body);
    expectProblem(reply, 404, 'invoice_not_found');
    expectProblem(await as({}, 'POST', '/v1/payments', body), 401, 'credentials_required');
  });
});
