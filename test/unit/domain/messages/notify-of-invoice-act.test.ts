import { remindInvoice } from '#domain/invoices/remind-invoice';
import { resendInvoice } from '#domain/invoices/resend-invoice';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import { type InvoiceActFact, notifyOfInvoiceAct } from '#domain/messages/notify-of-invoice-act';
import { invoiceActLetters } from '#messaging/invoice-act-letters';
import { anInvoice } from '#test/invoices';
import { anIssuedInvoice, original } from '#test/issued-invoices';
import { sendingWith } from '#test/messages';
import { anEvent } from '#test/payments';

const now = () => new Date('2026-12-28T06:31:00.000Z');

const late = [
  'Pénalités de retard\u00a0: taux de refinancement de la BCE majoré de 10 points, exigibles sans rappel',
  'Indemnité forfaitaire pour frais de recouvrement\u00a0: 40\u00a0€',
];

async function setup(changes: Parameters<typeof anIssuedInvoice>[0] = {}) {
  const world = await anIssuedInvoice({ mentions: ['Opération : services', ...late], ...changes });
  await world.documents.put(original, new Uint8Array([37]));
  const sent: OutgoingMail[] = [];
  const deps = {
    ...world.deps,
    ...sendingWith(now),
    mails: { send: async (mail: OutgoingMail) => void sent.push(mail) },
    letters: invoiceActLetters({
      brand: {
        name: 'Atelier Lumière',
        primaryColor: '#1f5f4a',
        supportEmail: 'aide@shop.example',
      },
      from: 'bonjour@shop.example',
      now,
      downloadUrl: async ({ id }) => `https://api.shop.example/v1/invoices/${id}/pdf`,
      payUrl: async ({ id }) => `https://shop.example/pay?invoice=${id}`,
    }),
  };
  const tell = async () => {
    const events = [...world.invoices.outbox.values()].filter(
      ({ type }) => type === 'invoice.resent' || type === 'invoice.reminded',
    );
    for (const event of events) await notifyOfInvoiceAct(deps, event as InvoiceActFact);
  };
  return { ...world, sent, tell };
}

test('a copy goes to the address that was asked for, marked and attached, once', async () => {
  const { deps, act, sent, tell } = await setup();
  await resendInvoice(deps, act(), 'compta@ailleurs.example');
  await tell();
  await tell();
  expect(sent).toHaveLength(1);
  const [mail] = sent;
  expect(mail).toMatchObject({
    to: 'compta@ailleurs.example',
    subject: 'Duplicata de votre facture FA-2026-000001 d’Atelier Lumière',
    attachments: [{ filename: 'FA-2026-000001.pdf' }],
  });
  expect(new TextDecoder().decode(mail!.attachments![0]!.content)).toContain('duplicata');
});

test('a reminder to a company names what is due, where to pay, and what late payment costs', async () => {
  const { deps, act, sent, tell } = await setup();
  await remindInvoice(deps, act());
  await tell();
  const [mail] = sent;
  expect(mail).toMatchObject({
    to: 'compta@comptoir-diallo.example',
    subject: 'Rappel\u00a0: facture FA-2026-000001 d’Atelier Lumière',
  });
  expect(mail!.text).toContain('https://shop.example/pay?invoice=inv_1');
  expect(mail!.text).toContain('21 décembre 2026');
  for (const term of late) expect(mail!.text).toContain(term);
  expect(mail!.attachments![0]!.content).toEqual(new Uint8Array([37]));
});

test('a consumer is told of no penalties, and an English one in English', async () => {
  const { deps, act, sent, tell } = await setup({
    customer: { ...anInvoice().customer, kind: 'person' },
    locale: 'en',
    mentions: ['Supply: services'],
  });
  await remindInvoice(deps, act());
  await tell();
  expect(sent[0]!.subject).toBe('Reminder: invoice FA-2026-000001 from Atelier Lumière');
  expect(sent[0]!.text).not.toContain('terms of the invoice');
});

test('who has paid before the mail leaves is not asked any more', async () => {
  const { deps, act, sent, tell, invoices, id } = await setup();
  await remindInvoice(deps, act());
  const paidBy = { ...anInvoice().payment!, id: 'pay_1' };
  await invoices.markPaid(invoices.rows.get(id)!, paidBy, anEvent({ id: 'evt_paid' }));
  await tell();
  expect(sent).toEqual([]);
});
