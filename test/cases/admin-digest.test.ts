import { randomUUID } from 'node:crypto';
import { hourOf } from '#domain/messages/admin-notes';
import { freePlacesForNotes, presentHours, takeAllPlaces } from '#test/admin-notes';
import {
  anAddress,
  control,
  eventually,
  initiate,
  invoiced,
  type Json,
  mails,
  press,
} from '#test/cloud';
import { itemsOfTable } from '#test/table';

const admin = 'admin@shop.example';

/** An hour that is over, and that no other test speaks of. */
const hour = hourOf(new Date(Date.now() - 3 * 3_600_000));

type Sale = { invoice: { id: string; number: string } };

async function sell(changes: object): Promise<Sale> {
  const email = anAddress();
  const payment = await initiate({ ...changes, customer: { email, name: 'Awa Diop' } });
  await press(payment, 'pay');
  const { invoice } = await invoiced(payment.id);
  await eventually(async () => (await mails({ to: email })).length > 0, { what: 'no mail came' });
  await quiet();
  return { invoice };
}

const notesAbout = ({ number }: Sale['invoice']) => mails({ to: admin, about: number });

/** The news of an invoice, as if it had come in that hour. */
const anIssue = ({ invoice }: Sale) => ({
  id: `evt_${randomUUID()}`,
  type: 'invoice.issued',
  occurredAt: `${hour}:30:00.000Z`,
  requestId: 'request-digest',
  data: { invoiceId: invoice.id },
});

async function tell(...events: object[]): Promise<void> {
  const Records = events.map((event, index) => ({
    messageId: `message-${index}`,
    body: JSON.stringify(event),
    attributes: { ApproximateReceiveCount: '1' },
  }));
  const path = `/functions/${encodeURIComponent('messages/send-message')}/invoke`;
  expect((await control('POST', path, { Records })).result).toEqual({ batchItemFailures: [] });
}

/** Long enough for a mail that should not have been sent. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 1_500));

const isDigest = ({ subject }: Json) => /^\d+ nouveaux? paiements? le /.test(subject);

test('payments beyond the hour’s notes come in one digest; the next hour has notes again', async () => {
  await freePlacesForNotes();
  const euros = await sell({ amount: 46_800, currency: 'EUR' });
  const francs = await sell({ amount: 5_000, currency: 'XOF' });
  for (const { invoice } of [euros, francs]) expect(await notesAbout(invoice)).toHaveLength(1);
  for (const present of presentHours()) await takeAllPlaces(present, 'evt_of_somebody_else');
  const late = await sell({ amount: 1_200, currency: 'EUR' });
  expect(await notesAbout(late.invoice)).toEqual([]);
  await freePlacesForNotes();

  const [first, second] = [anIssue(euros), anIssue(francs)];
  await takeAllPlaces(hour, first.id);

  await tell(second);
  expect((await notesAbout(francs.invoice)).filter(isDigest)).toEqual([]);
  // This one sees to the digest, which is due: its message is not put off.
  await tell(first, second);
  const digestsAbout = async (sale: Sale) => (await notesAbout(sale.invoice)).filter(isDigest);
  const [digest] = await eventually(async () => {
    const found = await digestsAbout(euros);
    return found.length > 0 && found;
  });
  expect(digest!.subject).toMatch(/^2 nouveaux paiements le /);
  for (const fact of [
    `Facture ${euros.invoice.number}\u00a0: 468,00\u00a0€`,
    `Facture ${francs.invoice.number}\u00a0: 5\u00a0000\u00a0F\u00a0CFA`,
    'Total TTC\u00a0: 468,00\u00a0€',
    'Total TTC\u00a0: 5\u00a0000\u00a0F\u00a0CFA',
    'Les 30 premiers',
  ])
    expect(digest!.body.text).toContain(fact);

  await tell(anIssue(late));
  expect((await notesAbout(late.invoice)).map(isDigest)).toEqual([false]);

  await tell(first, { type: 'admin.digest', hour, requestId: 'request-digest' });
  await quiet();
  for (const sale of [euros, francs]) expect(await digestsAbout(sale)).toHaveLength(1);
  expect(await digestsAbout(late)).toEqual([]);
}, 120_000);

test('what is stored of an hour contains no names, and is deleted after a month', async () => {
  const rows = (await itemsOfTable()).filter(({ pk }) => pk === `ADMIN_NOTES#${hour}`);
  const sheets = rows.filter(({ sk }) => sk.startsWith('SHEET#'));
  expect(sheets.length).toBeGreaterThan(1);
  expect(JSON.stringify(rows)).not.toMatch(/@|Awa/);
  const inDays = ({ ttl }: Json) => Math.round((ttl * 1000 - Date.now()) / 86_400_000);
  expect(new Set(sheets.map(inDays))).toEqual(new Set([30]));
});
