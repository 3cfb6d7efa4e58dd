import { randomUUID } from 'node:crypto';
import { as, type Headers, serverKey } from '#test/callers';
import {
  anAddress,
  api,
  endpoints,
  initiate,
  invoiced,
  type Json,
  press,
  type Reply,
  request,
  returnQuery,
  settledAs,
  token,
} from '#test/cloud';
import { type Account, anAccount, createProject } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';
import { stripeAccount } from '#test/stripe-account';
import { itemsOfTable } from '#test/table';
import { type Due, dueInvoice } from '#test/unpaid-invoices';
import { routes } from '../../lib/routes.ts';

/** What lets its holder act. */
const secrets = /ct_[\w-]{43}|\w_secret_\w|cuss_|pgk_[0-9A-Z]{26}_/;

const pay = (headers: Headers, body: object, key: string = randomUUID()): Promise<Reply> =>
  as({ ...headers, 'idempotency-key': key }, 'POST', '/v1/payments', { method: 'card', ...body });

const created = async (answer: Promise<Reply>): Promise<Json> => {
  const { status, body, text } = await answer;
  if (status !== 201) throw new Error(`not created: ${status} ${text}`);
  return body;
};

let due: Due;
beforeAll(async () => {
  due = await dueInvoice();
}, 90_000);

describe('the holder of an invoice’s link [B1]', () => {
  const attacker = { email: 'attacker@evil.example', name: 'x' };

  test.each(['redirect', 'sdk'])('gets by %s only the payment’s own secret', async (action) => {
    const { link, invoiceId } = due;
    const payment = await created(pay(link, { invoiceId, action, customer: attacker }));
    expect(JSON.stringify(payment)).not.toContain('cuss_');
    const seen = (await as(link, 'GET', `/v1/payments/${payment.id}`)).text;
    expect(seen).not.toContain('cuss_');
  });

  test('a member gets the saved cards, with the stored address', async () => {
    const { member, invoiceId, id, email } = due;
    const payment = await created(pay(member, { invoiceId, action: 'sdk', customer: attacker }));
    expect(payment.action.customerSessionClientSecret).toMatch(/^cuss_secret_/);
    const { data } = await stripeAccount.customers.list({ limit: 100 });
    const own = data.filter(({ metadata }) => metadata.peage_customer_id === id);
    expect(own).toMatchObject([{ email, name: 'Comptoir Diallo' }]);
    const polled = { ...member, 'x-client-token': payment.clientToken };
    const { body } = await as(polled, 'GET', `/v1/payments/${payment.id}`);
    expect(body.action.clientSecret).toBe(payment.action.clientSecret);
    expect(JSON.stringify(body)).not.toContain('cuss_');
  });

  test('the shop’s server gets them if it names the customer', async () => {
    const { headers } = await serverKey(['payments:write']);
    const { invoiceId, id, email } = due;
    const wish = { invoiceId, action: 'sdk' };
    expect(JSON.stringify(await created(pay(headers, wish)))).not.toContain('cuss_');
    const named = { ...wish, customer: { email, name: 'x', customerId: id } };
    expect(JSON.stringify(await created(pay(headers, named)))).toContain('cuss_');
  });
});

describe('repeated payments through an invoice’s link [B7]', () => {
  test('get the same open payment, also in two windows at once', async () => {
    const { link, invoiceId } = await dueInvoice();
    const replies = await Promise.all([1, 2, 3].map(() => pay(link, { invoiceId })));
    for (let n = 0; n < 5; n += 1) replies.push(await pay(link, { invoiceId }));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
  }, 90_000);

  test('with different payers open a few payments, then 429', async () => {
    const { link, invoiceId } = due;
    const named = () =>
      pay(link, { invoiceId, method: 'paypal', customer: { email: anAddress(), name: 'x' } });
    const statuses = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await named()).status);
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(5);
    expectProblem(await named(), 429, 'too_many_open_payments');
    expect((await pay(link, { invoiceId, method: 'paypal' })).status).toBe(201);
  });

  test.each([
    ['metadata', { metadata: { order: '1' } }],
    ['returnUrl', { returnUrl: 'https://shop.example/' }],
    ['cancelUrl', { cancelUrl: 'https://shop.example/' }],
  ])('cannot send %s', async (field, wish) => {
    const { link, invoiceId } = due;
    const { detail } = expectProblem(
      await pay(link, { invoiceId, ...wish }),
      403,
      'field_not_allowed',
    );
    expect(detail).toContain(field);
  });

  test('a member cannot send metadata either, and the shop sees who initiated the payment', async () => {
    const { member, link, invoiceId } = due;
    const noted = { invoiceId, metadata: { a: 'b' } };
    expectProblem(await pay(member, noted), 403, 'field_not_allowed');
    for (const [headers, initiatedBy] of [
      [member, 'member'],
      [link, 'link'],
    ] as const) {
      const { id } = await created(pay(headers, { invoiceId }));
      expect((await api('GET', `/v1/payments/${id}`)).body).toMatchObject({ initiatedBy });
    }
  });
});

test('a buyer sees neither the shop’s metadata nor the query of its return address [B7]', async () => {
  const returnUrl = 'https://shop.example/merci?session=SECRET';
  const payment = await initiate({ returnUrl, metadata: { internal_margin: '37%' } });
  const holder = { 'x-client-token': payment.clientToken };
  const seen = (await as(holder, 'GET', `/v1/payments/${payment.id}`)).body;
  expect(seen).toMatchObject({ returnUrl: 'https://shop.example/merci', action: payment.action });
  expect(seen).not.toHaveProperty('metadata');
  const shops = (await api('GET', `/v1/payments/${payment.id}`)).body;
  expect(shops).toMatchObject({ returnUrl, metadata: { internal_margin: '37%' } });
});

test('the number of projects created in a day is limited, even if some are archived [B7]', async () => {
  const { owner, admin, id } = await anAccount();
  const reply = async (): Promise<Reply> => {
    const made = await createProject(owner);
    if (made.status === 201) await as(owner, 'DELETE', `/v1/projects/${made.body.id}`);
    return made;
  };
  for (let n = 0; n < 20; n += 1) expect((await reply()).status).toBe(201);
  expectProblem(await reply(), 429, 'too_many_added_today');
  const byAdmin = await as(admin, 'POST', '/v1/projects', { name: 'x', customerId: id });
  expect(byAdmin.status).toBe(201);
}, 90_000);

describe('a caller who may only read [B2]', () => {
  let account: Account;
  let open: Json[];
  let paid: Json;
  beforeAll(async () => {
    account = await anAccount();
    const customer = { email: anAddress(), name: 'Awa Diop', customerId: account.id };
    open = [await initiate({ customer, action: 'sdk' }), await initiate({ customer })];
    const paying = await initiate({ customer });
    await press(paying, 'pay');
    paid = { ...paying, ...(await invoiced(paying.id)) };
  }, 60_000);

  const readScopes = ['payments:read', 'invoices:read', 'usage:read', 'metrics:read'];

  const readers: [string, () => Promise<Headers>][] = [
    ['a key that reads', async () => (await serverKey(readScopes)).headers],
    ['a customer’s key that reads', async () => (await serverKey(readScopes, account.id)).headers],
    ['finance', async () => token({ role: 'finance' })],
    ['an administrator', async () => token({ role: 'admin' })],
    ['an owner', async () => account.owner],
  ];

  /** Every address that is read, with what there is put in its place. */
  const addresses = (): string[] =>
    routes
      .filter(({ method }) => method === 'GET')
      .flatMap(({ path }) =>
        [...open, paid].map(({ id }) =>
          path
            .replace('/v1/payments/{id}', `/v1/payments/${id}`)
            .replace('/v1/invoices/{id}', `/v1/invoices/${paid.invoice.id}`)
            .replace('{id}', account.id)
            .replace('{month}', '2026-11'),
        ),
      );

  test.each(readers)('%s sees no secret in any answer', async (who, headersOf) => {
    const headers = await headersOf();
    for (const path of new Set(addresses())) {
      const { text, headers: answered } = await as(headers, 'GET', `${path}?limit=100`);
      const plain = await as(headers, 'GET', path);
      const all = [text, plain.text, answered.get('location'), plain.headers.get('location')];
      // A member of the customer pays, and so is shown the payment's own secret.
      const allowed = who === 'an owner' && path === `/v1/payments/${open[0].id}`;
      if (!allowed && !path.includes('openapi'))
        expect([path, secrets.exec(all.join('\n'))?.[0]]).toEqual([path, undefined]);
    }
  });

  test('a link to an invoice contains a token only for a caller who has sent that token', async () => {
    const path = `/v1/payments/${paid.id}`;
    const { headers: reader } = await serverKey(['payments:read']);
    const urlFor = async (headers: Headers) =>
      (await as(headers, 'GET', path)).body.invoice.url as string;
    expect(await urlFor(reader)).not.toContain('clientToken');
    expect(await urlFor({ ...reader, 'x-client-token': 'ct_x' })).not.toContain('clientToken');
    const shown = { 'x-client-token': paid.clientToken };
    expect(await urlFor(shown)).toContain(paid.clientToken);
  });
});

describe('the key of a returning browser [L1]', () => {
  const locationOf = async (payment: Json, more = {}): Promise<string> => {
    const query = new URLSearchParams({ ...(await returnQuery(payment)), ...more });
    const back = await request('GET', `${endpoints.api}/callback/stripe?${query}`);
    return back.headers.get('location')!;
  };

  test('gives a token that reads the payment and its invoice, and can do nothing else', async () => {
    const payment = await initiate();
    await press(payment, 'pay');
    await invoiced(payment.id);
    const location = await locationOf(payment);
    expect(location).not.toContain('ct_');
    const returning = { 'x-client-token': new URL(location).hash.replace('#clientToken=', '') };
    const seen = (await as(returning, 'GET', `/v1/payments/${payment.id}`)).body;
    expect(seen).toMatchObject({ id: payment.id, status: 'completed' });
    const pdf = await request('GET', seen.invoice.url);
    expect(pdf.status).toBe(302);
    const invoice = `/v1/invoices/${seen.invoice.id}`;
    expectProblem(await as(returning, 'GET', invoice), 404, 'invoice_not_found');
  });

  test('cannot cancel', async () => {
    const payment = await initiate();
    const location = await locationOf(payment);
    const returning = { 'x-client-token': new URL(location).hash.replace('#clientToken=', '') };
    const path = `/v1/payments/${payment.id}`;
    expect((await as(returning, 'GET', path)).body.action).toEqual(payment.action);
    const cancelled = await as(returning, 'POST', `${path}/cancel`);
    expectProblem(cancelled, 404, 'payment_not_found');
  });

  test('gives no access to an invoice: a buyer who gives up returns to the page, which has its own token', async () => {
    const { link, member, invoiceId } = due;
    const opened = await created(pay(link, { invoiceId }));
    const location = await locationOf(opened, { c: '' });
    expect(location).toBe(`${endpoints.web}/pay?invoice=${invoiceId}&lang=fr`);
    const members = await created(pay(member, { invoiceId }));
    expect(await locationOf(members, { c: '' })).toMatch(/\/result\?.*#clientToken=rt_/);
  });
});

test('cancelling a closed payment writes no claim [L15]', async () => {
  const payment = await initiate();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  const claims = async () =>
    (await itemsOfTable()).filter(({ pk }) => String(pk).startsWith('IDEMPOTENCY#')).length;
  const before = await claims();
  for (let n = 0; n < 5; n += 1) {
    const headers = { 'x-client-token': payment.clientToken, 'idempotency-key': randomUUID() };
    const reply = await as(headers, 'POST', `/v1/payments/${payment.id}/cancel`);
    expectProblem(reply, 409, 'payment_not_cancellable');
  }
  expect(await claims()).toBe(before);
});

test('a repeated request gets the same answer while the payment is open, then its final state [B9]', async () => {
  const body = {
    ...{ amount: 46_800, currency: 'EUR', method: 'card', description: 'x' },
    customer: { email: anAddress(), name: 'Awa Diop' },
  };
  const headers = { 'idempotency-key': randomUUID() };
  const post = () => api('POST', '/v1/payments', { body, headers });
  const first = await post();
  expect((await post()).text).toBe(first.text);
  await press(first.body, 'pay');
  await settledAs(first.body.id, 'completed');
  expect((await post()).body).toEqual({ ...first.body, status: 'completed', action: null });
});

test('the table contains no secret: answers are completed when sent, actions are deleted with the end of the payment [B9]', async () => {
  const sheet = await initiate({ action: 'sdk' });
  await created(pay(due.member, { invoiceId: due.invoiceId, action: 'sdk' }));
  const { headers } = await serverKey(['payments:write']);
  await as(headers, 'POST', `/v1/payments/${sheet.id}/cancel`);
  const paid = await initiate();
  await press(paid, 'pay');
  await settledAs(paid.id, 'completed');
  const items = await itemsOfTable();
  const isOpen = ({ status }: Json) => status === 'pending' || status === 'processing';
  const holding = items
    // While a payment is open its own action is kept with it.
    .map((item) => (item.sk === 'PAYMENT' && isOpen(item) ? { ...item, action: undefined } : item))
    .filter((item) => secrets.test(JSON.stringify(item)));
  expect(holding.map(({ pk }) => pk)).toEqual([]);
  const over = items.filter((item) => item.sk === 'PAYMENT' && !isOpen(item));
  expect(over.length).toBeGreaterThan(0);
  expect(over.filter(({ action }) => action !== undefined)).toEqual([]);
}, 60_000);
