import { randomUUID } from 'node:crypto';
import { as, type Headers } from '#test/callers';
import { eventually, type Json, mails, token } from '#test/cloud';
import { expectProblem } from '#test/problems';
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

const subjects = async ({ email }: Pick<Due, 'email'>, about: RegExp): Promise<string[]> =>
  (await mails({ to: email })).map(({ subject }) => subject).filter((text) => about.test(text));

test('an unpaid invoice is sent, opened, copied and reminded of; finance sees all of it', async () => {
  const due = await dueInvoice();
  const { invoiceId: id } = due;
  await as(due.link, 'GET', `/v1/invoices/${id}/pdf`);
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

  const { dueDate } = await inspected(id);
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
      'resent',
      'resent',
      'reminded',
      'reminded',
      'reminded',
      'overdue',
    ].sort(),
  );
  expect(document.sha256).toMatch(/^[0-9a-f]{64}$/);
  const wrong = await as(acting(), 'POST', admin(`${id}/resend`), { email: 'nobody' });
  expectProblem(wrong, 400, 'invalid_request');
}, 90_000);
