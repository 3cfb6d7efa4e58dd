import { setTimeout } from 'node:timers/promises';
import type { Invoice } from '#domain/invoices/invoice-store';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import { type NotifyDeps, notifyOfInvoice } from '#domain/messages/notify-of-invoice';
import { sendOnce } from '#domain/messages/send-once';
import { SettableClock } from '#test/clock';
import { anInvoice } from '#test/invoices';
import { MemoryAdminNoteStore } from '#test/memory-admin-note-store';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryStandingStore } from '#test/memory-standing-store';
import { aMail, aMessage, sendingWith } from '#test/messages';
import { anEvent } from '#test/payments';

/** Remembers what left, and refuses what the test tells it to. */
class Mailbox {
  readonly sent: OutgoingMail[] = [];
  refuse: (mail: OutgoingMail) => boolean | Promise<boolean> = () => false;

  async send(mail: OutgoingMail): Promise<void> {
    if (await this.refuse(mail)) throw new Error('mailbox is full');
    this.sent.push(mail);
  }
}

function setup() {
  const clock = new SettableClock();
  const sending = sendingWith(clock.now);
  const mails = new Mailbox();
  return { clock, messages: sending.messages, mails, deps: { ...sending, mails } };
}

const issued = anEvent({ type: 'invoice.issued', data: { invoiceId: 'inv_1' } });

const buyer = { buyer: async () => aMail() };

describe('the messages of an event', () => {
  test('are sent once, however often the event is delivered', async () => {
    const { deps, mails, clock } = setup();
    await sendOnce(deps, issued, {}, buyer);
    clock.advance(3 * 86_400_000);
    await sendOnce(deps, issued, {}, buyer);
    expect(mails.sent).toHaveLength(1);
  });

  test('are sent by one of five that try at once; the others are retried and find them sent', async () => {
    const { deps, mails } = setup();
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => sendOnce(deps, issued, {}, buyer)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(mails.sent).toHaveLength(1);
    await sendOnce(deps, issued, {}, buyer);
    expect(mails.sent).toHaveLength(1);
  });

  test('that were not accepted are tried again at once', async () => {
    const { deps, mails } = setup();
    mails.refuse = () => true;
    await expect(sendOnce(deps, issued, {}, buyer)).rejects.toThrow('mailbox is full');
    mails.refuse = () => false;
    await sendOnce(deps, issued, {}, buyer);
    expect(mails.sent).toHaveLength(1);
  });

  test('that could not be composed are tried again too', async () => {
    const { deps, mails } = setup();
    const broken = { buyer: () => Promise.reject(new Error('no such document')) };
    await expect(sendOnce(deps, issued, {}, broken)).rejects.toThrow('no such document');
    await sendOnce(deps, issued, {}, buyer);
    expect(mails.sent).toHaveLength(1);
  });

  test('if in doubt are sent a second time, with the same Message-ID, and not before some time', async () => {
    const { deps, mails, messages, clock } = setup();
    const markAllSent = messages.markAllSent.bind(messages);
    messages.markAllSent = () => Promise.reject(new Error('killed'));
    await expect(sendOnce(deps, issued, {}, buyer)).rejects.toThrow('killed');
    messages.markAllSent = markAllSent;
    await expect(sendOnce(deps, issued, {}, buyer)).rejects.toThrow('another run is sending');
    clock.advance(5 * 60_000);
    await sendOnce(deps, issued, {}, buyer);
    expect(mails.sent).toHaveLength(2);
    expect(new Set(mails.sent.map(({ messageId }) => messageId)).size).toBe(1);
  });
});

describe('an issued invoice', () => {
  const document = { key: 'invoices/2026/FA-2026-000001.pdf', sha256: 'ab'.repeat(32), bytes: 4 };
  const invoice: Invoice = {
    id: 'inv_1',
    paymentId: 'pay_1',
    status: 'paid',
    content: anInvoice(),
    document,
    createdAt: '2026-11-21T10:06:00.000Z',
    requestId: 'request-1',
  };
  const event = anEvent({ type: 'invoice.issued', data: { invoiceId: 'inv_1' } });

  async function setupNews(stored: Invoice = invoice) {
    const base = setup();
    const invoices = new MemoryInvoiceStore(new MemoryPaymentStore());
    invoices.rows.set(stored.id, stored);
    const documents = new MemoryDocuments();
    await documents.put(document, new Uint8Array([37, 80, 68, 70]));
    const deps: NotifyDeps = {
      ...base.deps,
      adminNotes: new MemoryAdminNoteStore(),
      notesPerHour: 30,
      digests: { send: () => Promise.reject(new Error('nothing is put off here')) },
      now: base.clock.now,
      invoices,
      standings: new MemoryStandingStore(invoices),
      documents,
      letters: {
        paymentConfirmed: async ({ content }, pdf) =>
          aMail({
            to: content.customer.email,
            attachments: [
              { filename: 'facture.pdf', contentType: 'application/pdf', content: pdf },
            ],
          }),
        invoiceDue: async ({ content }) =>
          aMail({ to: content.customer.email, subject: 'to be paid' }),
        newPayment: async () => aMail({ to: 'admin@shop.example' }),
      },
    };
    return { ...base, deps };
  }

  test('is sent to the buyer with its document, and to the shop without', async () => {
    const { deps, mails } = await setupNews();
    await notifyOfInvoice(deps, event);
    expect(mails.sent).toHaveLength(2);
    const toBuyer = mails.sent.find(({ to }) => to === 'compta@comptoir-diallo.example');
    expect(toBuyer?.attachments?.[0]?.content).toEqual(new Uint8Array([37, 80, 68, 70]));
    const toShop = mails.sent.find(({ to }) => to === 'admin@shop.example');
    expect(toShop?.attachments).toBeUndefined();
  });

  test('is sent once, however often the event is delivered', async () => {
    const { deps, mails } = await setupNews();
    await notifyOfInvoice(deps, event);
    await notifyOfInvoice(deps, event);
    expect(mails.sent).toHaveLength(2);
  });

  test.each(['admin@shop.example', 'compta@comptoir-diallo.example'])(
    'if %s refuses, the other mail is sent and not repeated',
    async (refusing) => {
      const { deps, mails } = await setupNews();
      mails.refuse = ({ to }) => to === refusing;
      await expect(notifyOfInvoice(deps, event)).rejects.toThrow('mailbox is full');
      mails.refuse = () => false;
      await notifyOfInvoice(deps, event);
      expect(mails.sent.map(({ to }) => to).sort()).toEqual([
        'admin@shop.example',
        'compta@comptoir-diallo.example',
      ]);
    },
  );

  test('if one mail fails, the other is finished before the run ends and may be frozen', async () => {
    const { deps, mails, messages } = await setupNews();
    mails.refuse = async ({ to }) => {
      if (to === 'admin@shop.example') return true;
      await setTimeout(10);
      return false;
    };
    await expect(notifyOfInvoice(deps, event)).rejects.toThrow('mailbox is full');
    const message = { owner: 'pay_1', eventId: event.id };
    expect(await messages.claim(aMessage(message))).toEqual({ kind: 'claimed', sent: ['buyer'] });
  });

  test('that is paid later is sent to its customer only, once; and is confirmed when it is paid', async () => {
    const { payment: _, ...content } = anInvoice();
    const due: Invoice = { ...invoice, paymentId: undefined, status: 'generated', content };
    const { deps, mails } = await setupNews(due);
    await notifyOfInvoice(deps, event);
    await notifyOfInvoice(deps, event);
    expect(mails.sent).toMatchObject([
      { to: 'compta@comptoir-diallo.example', subject: 'to be paid' },
    ]);
    const paid = anEvent({
      id: 'evt_2',
      type: 'invoice.paid',
      data: { invoiceId: 'inv_1', paymentId: 'pay_1' },
    });
    await notifyOfInvoice(deps, paid);
    expect(
      mails.sent
        .slice(1)
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['admin@shop.example', 'compta@comptoir-diallo.example']);
  });

  test('that was paid before the event arrived asks nobody to pay', async () => {
    const { payment, ...content } = anInvoice();
    const { deps, mails } = await setupNews({ ...invoice, content, paidBy: payment });
    await notifyOfInvoice(deps, event);
    expect(mails.sent).toEqual([]);
  });

  test('without a document is a fault and is retried, not a mail without an attachment', async () => {
    const { deps, mails } = await setupNews({ ...invoice, document: undefined });
    await expect(notifyOfInvoice(deps, event)).rejects.toThrow('has no stored document');
    await expect(
      notifyOfInvoice(deps, { ...event, data: { invoiceId: 'inv_none' } }),
    ).rejects.toThrow('has no stored document');
    expect(mails.sent).toEqual([]);
  });
});
