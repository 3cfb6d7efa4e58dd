import { randomUUID } from 'node:crypto';
import {
  anAddress,
  api,
  eventually,
  getPayment,
  initiate,
  invoiced,
  mails,
  press,
  settledAs,
  stripe,
  token,
} from '#test/cloud';
import { initiateMarked, requests } from '#test/trouble';

async function paidPayment(changes: object = {}) {
  const { payment, mark } = await initiateMarked(changes);
  await press(payment, 'pay');
  return { payment: await settledAs(payment.id, 'completed'), mark: mark as { test: string } };
}

const refund = (id: string, body: object, headers: object = {}) =>
  api('POST', `/v1/payments/${id}/refunds`, {
    body: { reason: 'requested_by_customer', ...body },
    headers: { 'idempotency-key': randomUUID(), ...headers },
  });

const refunded = (id: string, amountRefunded: number) =>
  eventually(
    async () => {
      const payment = await getPayment(id);
      return payment.amountRefunded === amountRefunded && payment;
    },
    { what: `${id} has not ${amountRefunded} refunded` },
  );

/** What Stripe itself holds of the money, by the mark in its metadata. */
async function chargeOf({ test: text }: { test: string }) {
  const charges = await stripe('GET', '/_sim/charges');
  return charges.find((charge: object) => JSON.stringify(charge).includes(text));
}

test('a refund of everything reaches Stripe and shows on the payment', async () => {
  const { payment, mark } = await paidPayment();
  const reply = await refund(payment.id, {});
  expect(reply.status).toBe(201);
  expect(reply.body).toMatchObject({ paymentId: payment.id, amount: 46_800, status: 'succeeded' });
  expect(await refunded(payment.id, 46_800)).toMatchObject({ refundState: 'full' });
  expect((await chargeOf(mark)).amount_refunded).toBe(46_800);
});

test('a refund becomes one credit note with a PDF, and one mail brings it', async () => {
  const email = anAddress();
  const { payment } = await initiateMarked({ customer: { email, name: 'Awa Diop' } });
  await press(payment, 'pay');
  const { clientToken, id } = payment;
  await invoiced(id);
  await refund(id, { amount: 6_800 });
  const { invoice } = await eventually(
    async () => {
      const shown = await getPayment(id);
      return shown.invoice.creditNotes.length > 0 && shown;
    },
    { what: `${id} has no credit note` },
  );
  expect(invoice).toMatchObject({ amountCredited: 6_800, amountRemaining: 40_000 });
  const [note] = invoice.creditNotes;
  expect(note).toMatchObject({ amount: 6_800, number: expect.stringMatching(/^AV-\d{4}-\d{6}$/) });

  const asBuyer = { asGuest: true, headers: { 'x-client-token': clientToken } };
  const whole = await api('GET', `/v1/invoices/${invoice.id}`, asBuyer);
  expect(whole.body).toMatchObject({ kind: 'invoice', amountRemaining: 40_000, corrects: null });
  expect(whole.body.creditNotes).toEqual([{ ...note, url: expect.stringContaining(note.id) }]);
  const own = await api('GET', `/v1/invoices/${note.id}`, asBuyer);
  const { number } = invoice;
  expect(own.body).toMatchObject({
    kind: 'credit_note',
    amount: 6_800,
    amountDue: 0,
    corrects: { id: invoice.id, number, issueDate: whole.body.issueDate },
    paymentId: id,
    paymentMethods: [],
  });
  expect(own.body.lines[0].description).toContain(`Remboursement partiel de la facture ${number}`);
  const { headers } = await api('GET', `/v1/invoices/${note.id}/pdf`, asBuyer);
  const pdf = Buffer.from(await (await fetch(headers.get('location')!)).arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');

  const aboutIt = async () =>
    (await mails({ to: email })).filter(({ subject }) => !subject.includes(number));
  await eventually(async () => (await aboutIt()).length > 0, { what: 'no mail about the refund' });
  const [mail, ...more] = await aboutIt();
  expect(more).toEqual([]);
  expect(mail!.body.text).toContain(note.number);
  expect(mail!.attachments).toHaveLength(1);
});

test('§5 row 24: two partial refunds at once never refund more than was paid', async () => {
  const { payment, mark } = await paidPayment();
  const replies = await Promise.all([1, 2, 3].map(() => refund(payment.id, { amount: 20_000 })));
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
  await refunded(payment.id, 40_000);
  expect((await chargeOf(mark)).amount_refunded).toBe(40_000);
});

test.each([{ amount: 0 }, { amount: -5 }, { amount: 10.5 }, { currency: 'EUR' }, { reason: '' }])(
  '§5 row 24: %j is refused as a bad request',
  async (body) => {
    const { payment } = await paidPayment();
    expect((await refund(payment.id, body)).status).toBe(400);
  },
);

test('§5 row 24: more than what remains is refused, and nothing changes', async () => {
  const { payment, mark } = await paidPayment();
  const reply = await refund(payment.id, { amount: 46_801 });
  expect(reply.body).toMatchObject({ status: 409, code: 'refund_exceeds_remaining' });
  expect((await chargeOf(mark)).amount_refunded).toBe(0);
});

test('the same key refunds once and gets the same answer, byte for byte', async () => {
  const { payment, mark } = await paidPayment();
  const key = { 'idempotency-key': randomUUID() };
  const first = await refund(payment.id, { amount: 1_000 }, key);
  const second = await refund(payment.id, { amount: 1_000 }, key);
  expect(second.text).toBe(first.text);
  await refunded(payment.id, 1_000);
  expect((await chargeOf(mark)).amount_refunded).toBe(1_000);
});

test('§5 row 23: a payment that is not paid is not refunded', async () => {
  const payment = await initiate();
  expect((await refund(payment.id, {})).body.code).toBe('payment_not_refundable');
});

test('§5 row 13: Stripe refunds without answering, and the money is refunded once', async () => {
  const { payment, mark } = await paidPayment();
  await requests(mark, 'actThenReset', { method: 'POST', path: '/v1/refunds', times: 2 });
  const reply = await refund(payment.id, { amount: 5_000 });
  expect(reply.body.status).toBe('pending');
  await refunded(payment.id, 5_000);
  expect((await chargeOf(mark)).amount_refunded).toBe(5_000);
});

test('§5 row 25: a refund made in Stripe’s dashboard is imported', async () => {
  const { payment, mark } = await paidPayment();
  const { payment_intent } = await chargeOf(mark);
  await stripe('POST', '/_sim/dashboard-refunds', { payment_intent, amount: 7_000 });
  expect(await refunded(payment.id, 7_000)).toMatchObject({ refundState: 'partial' });
  expect((await refund(payment.id, {})).body).toMatchObject({ amount: 39_800 });
});

test('§5 row 25: a refund that fails afterwards can be repeated', async () => {
  const { payment } = await paidPayment();
  await refund(payment.id, {});
  await refunded(payment.id, 46_800);
  const refunds = await stripe('GET', '/_sim/events');
  const created = refunds.find(
    (event: { type: string }) =>
      event.type === 'refund.created' && JSON.stringify(event).includes(payment.id),
  );
  await stripe('POST', `/_sim/refunds/${created.data.object.id}`, { status: 'failed' });
  expect(await refunded(payment.id, 0)).toMatchObject({ refundState: 'none' });
  expect((await refund(payment.id, {})).status).toBe(201);
});

test('§5 row 26: a dispute is recorded and blocks refunds until it ends', async () => {
  const { payment, mark } = await paidPayment();
  const { payment_intent } = await chargeOf(mark);
  const disputed = (dispute: string | null) =>
    eventually(async () => (await getPayment(payment.id)).dispute === dispute);
  await stripe('POST', '/_sim/disputes', { payment_intent, status: 'needs_response' });
  await disputed('open');
  expect((await refund(payment.id, {})).body.code).toBe('payment_disputed');
  await stripe('POST', '/_sim/disputes', { payment_intent, status: 'won' });
  await disputed('won');
});

test('a key without the scope, a member and a guest cannot refund; finance can', async () => {
  const { payment } = await paidPayment();
  const path = `/v1/payments/${payment.id}/refunds`;
  const body = { amount: 100, reason: 'duplicate' };
  const by = (headers: Record<string, string>) =>
    api('POST', path, { asGuest: true, headers, body });
  expect((await by({})).status).toBe(401);
  expect((await by({ 'x-client-token': payment.clientToken ?? 'ct_none' })).status).toBe(401);
  expect((await by(await token({ role: 'member', customerId: 'cus_x' }))).status).toBe(403);
  expect((await by(await token({ role: 'finance' }))).status).toBe(201);
});
