import { randomUUID } from 'node:crypto';
import { freePlacesForNotes } from '#test/admin-notes';
import { as, type Headers, serverKey } from '#test/callers';
import {
  api,
  endpoints,
  eventually,
  getPayment,
  invoiced,
  type Json,
  mails,
  press,
  type Reply,
  request,
  settledAs,
} from '#test/cloud';
import { expectProblem } from '#test/problems';
import { runSchedule } from '#test/trouble';
import {
  afterTheGrace,
  aHeavyCustomer,
  type Due,
  dueInvoice,
  invoiceMails,
  letter,
} from '#test/unpaid-invoices';

const pay = (headers: Headers, invoiceId: string, changes: object = {}): Promise<Reply> =>
  as({ ...headers, 'idempotency-key': randomUUID() }, 'POST', '/v1/payments', {
    invoiceId,
    method: 'card',
    ...changes,
  });

const invoiceOf = async ({ invoiceId, link }: Due): Promise<Json> =>
  (await as(link, 'GET', `/v1/invoices/${invoiceId}`)).body;

const paid = (due: Due): Promise<Json> =>
  eventually(async () => {
    const invoice = await invoiceOf(due);
    return invoice.status === 'paid' && invoice;
  });

test('a month above the plan is invoiced once, and anyone with the link can pay it', async () => {
  const due = await dueInvoice();
  await runSchedule('close-month', afterTheGrace);
  const invoice = await invoiceOf(due);
  expect(invoice).toMatchObject({
    id: due.invoiceId,
    // As soon as its mail has left.
    status: expect.stringMatching(/^(generated|sent)$/),
    currency: 'EUR',
    amount: 80,
    amountDue: 80,
    customer: { name: 'Comptoir Diallo' },
    // Whoever holds the link sees what to pay, and not whose account it is.
    customerId: null,
    lines: [{ quantity: 8, amount: 80 }],
    paymentId: null,
    paymentMethods: ['card', 'paypal'],
  });
  expect(invoice.lines[0].description).toMatch(
    /^Trafic au-delà de la formule, .* projet Site vitrine/,
  );
  const pdf = await request('GET', invoice.pdfUrl);
  expect((await request('GET', pdf.headers.get('location')!)).text).toMatch(/^%PDF/);

  const { status, body: payment } = await pay(due.link, due.invoiceId);
  expect({ status, amount: payment.amount }).toEqual({ status: 201, amount: 80 });
  await freePlacesForNotes();
  await press(payment, 'pay');
  expect(await paid(due)).toMatchObject({
    number: invoice.number,
    amountDue: 0,
    paymentId: payment.id,
    paymentMethods: [],
  });
  const { invoice: shown } = await invoiced(payment.id);
  expect(shown).toMatchObject({ id: due.invoiceId, number: invoice.number });
  await eventually(async () => (await invoiceMails(due.email)).length === 2);
  const [thanks] = await mails({ to: 'admin@shop.example', about: payment.id });
  expect(thanks!.body.text).toContain(invoice.number);
  expectProblem(await pay(due.link, due.invoiceId), 409, 'invoice_already_paid');
}, 60_000);

test('a buyer who gives up returns to the invoice; a method that is switched off is not offered', async () => {
  const due = await dueInvoice();
  const { body: payment } = await pay(due.link, due.invoiceId);
  const given = await press(payment, 'cancel');
  const back = await request('GET', given.headers.get('location')!);
  expect(back.status).toBe(303);
  const location = back.headers.get('location')!;
  expect(location).toMatch(new RegExp(`/pay\\?invoice=${due.invoiceId}&lang=fr$`));
  const set = (enabled: boolean) =>
    as(due.admin, 'PUT', '/v1/admin/switches', { provider: 'paypal', enabled, reason: 'test' });
  await set(false);
  expect((await invoiceOf(due)).paymentMethods).toEqual(['card']);
  await set(true);
  expect((await invoiceOf(due)).paymentMethods).toEqual(['card', 'paypal']);
});

test('the link opens a page that runs only its own script', async () => {
  const { status, headers, text } = await request(
    'GET',
    `${endpoints.web}/pay?invoice=inv_1&lang=fr`,
  );
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'sha256-/,
  );
  expect(text).toContain('/v1/payments');
});

test('of two who pay the same invoice at once, one pays it and the other is refunded', async () => {
  const due = await dueInvoice();
  const payments = [
    (await pay(due.link, due.invoiceId)).body,
    (await pay(due.member, due.invoiceId)).body,
  ];
  for (const payment of payments) await press(payment, 'pay');
  for (const payment of payments) await settledAs(payment.id, 'completed');
  const invoice = await paid(due);
  const [first, second] = payments.sort(({ id }) => (id === invoice.paymentId ? -1 : 1));
  expect(await getPayment(first.id)).toMatchObject({
    isDuplicate: false,
    invoiceId: due.invoiceId,
  });
  expect(await getPayment(second.id)).toMatchObject({ isDuplicate: true });
  const { invoice: own } = await invoiced(second.id);
  expect(own.number).not.toBe(invoice.number);
}, 60_000);

test('an invoice can be paid by the customer’s people and by the shop, and by no one else', async () => {
  const [due, other] = [await aHeavyCustomer(), await dueInvoice()];
  const mine = await letter(due);
  const keyed = async (customerId?: string) =>
    (await serverKey(['payments:write'], customerId)).headers;
  for (const headers of [mine.member, mine.admin, await keyed(), await keyed(mine.id)])
    expect((await pay(headers, mine.invoiceId)).status).toBe(201);
  for (const headers of [other.member, await keyed(other.id)])
    expectProblem(await pay(headers, mine.invoiceId), 404, 'invoice_not_found');
  for (const headers of [{}, other.link])
    expectProblem(await pay(headers, mine.invoiceId), 401, 'credentials_required');
  const { headers: reader } = await serverKey(['payments:read']);
  expectProblem(await pay(reader, mine.invoiceId), 403, 'forbidden');
  expectProblem(await pay(mine.member, 'inv_nowhere'), 404, 'invoice_not_found');
}, 60_000);

test('its amount is never sent, and nothing else can be paid with it', async () => {
  const due = await dueInvoice();
  for (const changes of [{ amount: 1, currency: 'EUR' }, { orderId: '42' }, { planId: 'free' }])
    expectProblem(await pay(due.link, due.invoiceId, changes), 400, 'invalid_request');
  const francs = await pay(due.link, due.invoiceId, { method: 'mobile_money' });
  expectProblem(francs, 422, 'no_provider_available');
  const { body } = await pay(due.link, due.invoiceId, { method: 'paypal' });
  expect(body.provider).toBe('paypal');
});

test('an invoice can be read by the customer’s people, the shop’s people, and keys with the scope', async () => {
  const [due, other] = [await aHeavyCustomer(), await dueInvoice()];
  const mine = await letter(due);
  const path = `/v1/invoices/${mine.invoiceId}`;
  const { headers: reader } = await serverKey(['invoices:read'], mine.id);
  for (const headers of [mine.member, mine.admin, reader])
    expect((await as(headers, 'GET', path)).body.id).toBe(mine.invoiceId);
  for (const headers of [other.member, other.link])
    expectProblem(await as(headers, 'GET', path), 404, 'invoice_not_found');
  expectProblem(await api('GET', path, { asGuest: true }), 401, 'credentials_required');
  const { headers: writer } = await serverKey(['payments:write']);
  expectProblem(await as(writer, 'GET', path), 403, 'forbidden');
});
