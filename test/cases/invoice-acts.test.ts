import { randomUUID } from 'node:crypto';
import { DynamoPaymentStore } from '#stores/payment-store';
import { as, type Headers } from '#test/callers';
import {
  api,
  eventually,
  getPayment,
  initiate,
  invoiced,
  type Json,
  mails,
  press,
  request,
  token,
} from '#test/cloud';
import { fileOf } from '#test/documents-bucket';
import { aPayment, paymentIdOf } from '#test/payments';
import { expectProblem } from '#test/problems';
import { mainTable } from '#test/stored-members';
import { runSchedule } from '#test/trouble';
import { type Due, dueInvoice } from '#test/unpaid-invoices';

let finance: Headers;
beforeAll(async () => {
  finance = await token({ role: 'finance' });
});

const acting = () => ({ ...finance, 'idempotency-key': randomUUID() });

const admin = (path: string) => `/v1/admin/invoices/${path}`;

const inspected = async (id: string): Promise<Json> => (await as(finance, 'GET', admin(id))).body;

const days = (day: string, after: number): Date =>
  new Date(Date.parse(`${day}T06:30:00.000Z`) + after * 86_400_000);

/** A checkout is open, which stops nobody: only one that is being processed would. */
const beginToPay = ({ link, invoiceId }: Due) =>
  as(link, 'POST', '/v1/payments', { invoiceId, method: 'card' });

/** A member has paid elsewhere, and the bank takes its time. */
async function moneyOnItsWay(invoiceId: string): Promise<void> {
  const createdAt = new Date().toISOString();
  const initiator = { kind: 'member', isCustomer: true } as const;
  const id = paymentIdOf(randomUUID(), createdAt);
  const far = { checkAt: '2099-01-01T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z' };
  const payment = aPayment({ id, invoiceId, createdAt, initiator, status: 'processing', ...far });
  const entry = { paymentId: id, wish: 'ab'.repeat(32), namesPayer: false };
  const list = { thing: `invoice#${invoiceId}`, kind: 'member', version: 1 } as const;
  const payments = new DynamoPaymentStore(await mainTable(), () => new Date());
  expect(await payments.createListed(payment, { ...list, entries: [entry] })).toBe('created');
}

const subjects = async ({ email }: Pick<Due, 'email'>, about: RegExp): Promise<string[]> =>
  (await mails({ to: email })).map(({ subject }) => subject).filter((text) => about.test(text));

test('an unpaid invoice is sent, opened, copied and reminded of; finance sees all of it', async () => {
  const due = await dueInvoice();
  const { invoiceId: id } = due;
  await as(due.link, 'GET', `/v1/invoices/${id}/pdf`);
  const link = await as(finance, 'GET', admin(`${id}/pdf`));
  const opened = await request('GET', link.headers.get('location')!);
  expect([link.status, opened.status, opened.text.slice(0, 5)]).toEqual([302, 200, '%PDF-']);
  await beginToPay(due);
  const headers = acting();
  const elsewhere = `compta-${randomUUID()}@example.com`;
  for (const _ of [1, 2])
    expect((await as(headers, 'POST', admin(`${id}/resend`), { email: elsewhere })).status).toBe(
      200,
    );
  expect((await as(acting(), 'POST', admin(`${id}/remind`))).status).toBe(200);
  const bulk = { action: 'remind', ids: [id, 'inv_nowhere'] };
  const { body: rows } = await as(acting(), 'POST', admin('bulk'), bulk);
  expect(rows.data).toMatchObject([
    { id, outcome: 'done' },
    { id: 'inv_nowhere', outcome: 'refused', code: 'invoice_not_found' },
  ]);
  const copies = { action: 'resend', ids: [id] };
  expect((await as(acting(), 'POST', admin('bulk'), copies)).body.data[0].outcome).toBe('done');
  const [copy] = await eventually(async () => {
    const seen = await mails({ to: elsewhere });
    return seen.length > 0 && seen;
  });
  expect(copy!.subject).toMatch(/^Duplicata de votre facture FA-/);
  await eventually(async () => (await subjects(due, /appel/)).length === 2);

  const { dueDate, number } = await inspected(id);
  const again = () => as(acting(), 'POST', admin(`${id}/regenerate`));
  expect((await again()).body).toMatchObject({ outcome: 'unchanged', reason: null });
  const file = await fileOf(number);
  const issued = await file.read();
  await file.write(Buffer.from('another file'));
  expect((await again()).body.outcome).toBe('restored');
  expect(await file.read()).toEqual(issued);

  await runSchedule('remind-overdue', days(dueDate, 1));
  expect((await inspected(id)).status).toBe('overdue');
  for (const _ of [1, 2]) await runSchedule('remind-overdue', days(dueDate, 8));
  await eventually(async () => (await subjects(due, /^Rappel/)).length === 2);
  const { history, document } = await inspected(id);
  const kinds = history.map(({ kind }: Json) => kind).sort();
  expect(kinds).toEqual(
    [
      'issued',
      'sent',
      'opened',
      'regenerated',
      'resent',
      'resent',
      'reminded',
      'reminded',
      'reminded',
      'overdue',
    ].sort(),
  );
  expect(document.sha256).toMatch(/^[0-9a-f]{64}$/);
  await moneyOnItsWay(id);
  const second = await as(due.link, 'POST', '/v1/payments', {
    invoiceId: id,
    method: 'paypal',
  });
  const warning = { code: 'payment_processing', paymentId: null };
  expect(second).toMatchObject({ status: 201, body: { warnings: [warning] } });
  expectProblem(await as(acting(), 'POST', admin(`${id}/remind`)), 409, 'payment_processing');
  const wrong = await as(acting(), 'POST', admin(`${id}/resend`), { email: 'nobody' });
  expectProblem(wrong, 400, 'invalid_request');
}, 90_000);

test('what is not owed is cancelled by a credit note; what came by transfer is paid, with its proof', async () => {
  const [owed, dropped, wired] = [await dueInvoice(), await dueInvoice(), await dueInvoice()];
  for (const due of [owed, dropped]) await beginToPay(due);
  const wish = { status: 'cancelled', reason: 'Geste commercial' };
  const drop = await as(acting(), 'PUT', admin(dropped.invoiceId), wish);
  expect(drop.body).toMatchObject({ status: 'cancelled', amountDue: 0 });
  const { body: note } = await as(acting(), 'DELETE', admin(owed.invoiceId));
  expect(note).toMatchObject({ kind: 'credit_note', corrects: { id: owed.invoiceId } });
  const again = await as(acting(), 'PUT', admin(owed.invoiceId), { status: 'cancelled' });
  expect(again.body).toMatchObject({ status: 'cancelled', amountRemaining: 0 });
  expect((await as(acting(), 'DELETE', admin(owed.invoiceId))).body.id).toBe(note.id);
  await eventually(async () => (await subjects(owed, /^Votre avoir AV-/)).length === 1);
  expectProblem(await beginToPay(owed), 409, 'invoice_cancelled');
  expectProblem(await as(acting(), 'DELETE', admin(note.id)), 409, 'credit_note_final');

  const id = wired.invoiceId;
  const proof = { status: 'paid', method: 'transfer', proof: 'Virement 4711' };
  expect((await as(acting(), 'PUT', admin(id), proof)).body.status).toBe('paid');
  expectProblem(await as(acting(), 'POST', admin(`${id}/remind`)), 409, 'invoice_already_paid');
  expectProblem(await as(acting(), 'DELETE', admin(id)), 409, 'invoice_paid');
  const back = await as(acting(), 'PUT', admin(id), { status: 'sent' });
  expectProblem(back, 409, 'invoice_status_not_allowed');
}, 90_000);

test('a wrong customer is corrected by a credit note and a new invoice, paid or not; refunds follow', async () => {
  const correct = (id: string, name: string) =>
    as(acting(), 'POST', admin(`${id}/correct`), { customer: { name }, reason: 'Raison sociale' });
  const due = await dueInvoice();
  await beginToPay(due);
  const { body: unpaid } = await correct(due.invoiceId, 'Comptoir Diallo SAS');
  expect(unpaid).toMatchObject({
    creditNote: { kind: 'credit_note', corrects: { id: due.invoiceId } },
    invoice: { corrects: { id: due.invoiceId }, customer: { name: 'Comptoir Diallo SAS' } },
  });
  expectProblem(await beginToPay(due), 409, 'invoice_cancelled');
  expectProblem(await correct(due.invoiceId, 'Autre'), 409, 'invoice_corrected');

  const payment = await initiate();
  await press(payment, 'pay');
  const { id } = (await invoiced(payment.id)).invoice;
  const { body: paid } = await correct(id, 'Awa Diallo');
  expect((await correct(id, 'Awa Diallo')).body.invoice.id).toBe(paid.invoice.id);
  expect(paid.invoice).toMatchObject({ amountDue: 0, paymentId: payment.id });
  await eventually(async () => (await getPayment(payment.id)).invoice?.id === paid.invoice.id);
  await eventually(async () => (await inspected(paid.invoice.id)).status === 'paid');
  await api('POST', `/v1/payments/${payment.id}/refunds`, {
    body: { reason: 'requested_by_customer' },
    headers: { 'idempotency-key': randomUUID() },
  });
  await eventually(async () => (await inspected(paid.invoice.id)).status === 'cancelled');
  expect((await inspected(id)).creditNotes).toHaveLength(1);
  expectProblem(await correct(paid.invoice.id, 'Awa'), 409, 'invoice_cancelled');
}, 90_000);
