import type { Invoice } from '#domain/invoices/invoice-store';
import type { GatheredNote } from '#domain/messages/admin-note-store';
import { type DigestDeps, type DigestDue, sendDigest } from '#domain/messages/admin-notes';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import { type NotifyDeps, notifyOfInvoice } from '#domain/messages/notify-of-invoice';
import { SettableClock } from '#test/clock';
import { anInvoice } from '#test/invoices';
import { MemoryAdminNoteStore } from '#test/memory-admin-note-store';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryStandingStore } from '#test/memory-standing-store';
import { sendingWith } from '#test/messages';
import { anEvent } from '#test/payments';
import type { Fact } from '#vocabulary/events';

const document = { key: 'invoices/2026/any.pdf', sha256: 'ab'.repeat(32), bytes: 4 };

const aMail = (to: string, subject: string): OutgoingMail => ({
  from: 'bonjour@shop.example',
  to,
  subject,
  html: subject,
  text: subject,
  messageId: `<${subject}@shop.example>`,
  date: new Date('2026-11-21T10:06:00.000Z'),
});

export const numberOf = (index: number): string => `FA-2026-${String(index).padStart(6, '0')}`;

const told = (notes: readonly GatheredNote[]): string =>
  notes.map(({ invoiceNumber }) => invoiceNumber).join();

const letters: (NotifyDeps & DigestDeps)['letters'] = {
  paymentConfirmed: async ({ content }) => aMail('buyer', content.number),
  invoiceDue: async ({ content }) => aMail('buyer', content.number),
  newPayment: async ({ content }) => aMail('admin', content.number),
  digest: async (hour, notes) => aMail('admin', `${hour} ${told(notes)}`),
};

const anInvoiceOf = (index: number, createdAt: string): Invoice => ({
  id: `inv_${index}`,
  paymentId: `pay_${index}`,
  status: 'paid',
  content: anInvoice({ number: numberOf(index) }),
  document,
  createdAt,
  requestId: 'request-1',
});

/** A shop whose admin gets so many notes an hour; `paid(n)` is the news of its n-th invoice. */
export async function aShopWithNotes(notesPerHour = 2) {
  const clock = new SettableClock('2026-11-21T10:05:00.000Z');
  const sent: OutgoingMail[] = [];
  const queued: { message: DigestDue; seenAtMs: number }[] = [];
  const documents = new MemoryDocuments();
  await documents.put(document, new Uint8Array([37]));
  const invoices = new MemoryInvoiceStore(new MemoryPaymentStore());
  const deps: NotifyDeps & DigestDeps = {
    ...sendingWith(clock.now),
    mails: { send: async (mail) => void sent.push(mail) },
    adminNotes: new MemoryAdminNoteStore(),
    notesPerHour,
    digests: {
      send: async (message, delaySeconds) => {
        if (!(delaySeconds >= 0 && delaySeconds <= 900)) throw new Error('SQS refuses the delay');
        queued.push({ message, seenAtMs: clock.now().getTime() + delaySeconds * 1000 });
      },
    },
    now: clock.now,
    invoices,
    standings: new MemoryStandingStore(invoices),
    documents,
    letters,
  };
  const paid = (index: number, occurredAt = clock.now().toISOString()): Fact<'invoice.issued'> => {
    const invoice = anInvoiceOf(index, occurredAt);
    invoices.rows.set(invoice.id, invoice);
    const data = { invoiceId: invoice.id };
    return anEvent({ id: `evt_${index}`, type: 'invoice.issued', occurredAt, data });
  };
  const pay = (...indexes: number[]) =>
    Promise.all(indexes.map((index) => notifyOfInvoice(deps, paid(index))));
  /** What the queue does: whatever may be seen by now is handled, in turn. */
  const runQueue = async (until: string) => {
    for (let hops = 0; queued.length > 0; hops++) {
      queued.sort((a, b) => a.seenAtMs - b.seenAtMs);
      if (queued[0]!.seenAtMs > Date.parse(until)) break;
      if (hops > 20) throw new Error('the digest is put off for ever');
      const { message, seenAtMs } = queued.shift()!;
      clock.set(new Date(Math.max(seenAtMs, clock.now().getTime())).toISOString());
      await sendDigest(deps, message);
    }
    clock.set(until);
  };
  const toAdmin = () => sent.filter(({ to }) => to === 'admin').map(({ subject }) => subject);
  const toBuyers = () => sent.filter(({ to }) => to === 'buyer').map(({ subject }) => subject);
  return { clock, deps, queued, paid, pay, runQueue, toAdmin, toBuyers };
}
