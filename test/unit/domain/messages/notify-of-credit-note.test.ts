import type { Invoice } from '#domain/invoices/invoice-store';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import {
  type CreditNoteFact,
  type NotifyOfCreditNoteDeps,
  notifyOfCreditNote,
} from '#domain/messages/notify-of-credit-note';
import { money } from '#domain/money';
import type { Refund, RefundStatus } from '#domain/refunds/refund';
import { SettableClock } from '#test/clock';
import { anInvoice } from '#test/invoices';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { sendingWith } from '#test/messages';
import { aCompletedPayment, anEvent } from '#test/payments';

const payment = aCompletedPayment();

const creditNote: Invoice = {
  id: 'inv_av1',
  credit: {
    invoiceId: 'inv_fa1',
    paymentId: payment.id,
    cause: { refundId: 'ref_1' },
    place: 1,
    parts: [],
  },
  status: 'generated',
  content: anInvoice({ kind: 'credit_note', number: 'AV-2026-000001' }),
  document: { key: 'AV.pdf', sha256: 'ab'.repeat(32), bytes: 4 },
  createdAt: '2026-11-21T11:00:00.000Z',
  requestId: 'request-1',
};

const aRefund = (status: RefundStatus): Refund => ({
  id: 'ref_1',
  paymentId: payment.id,
  amount: money(20_000, 'EUR'),
  reason: 'requested_by_customer',
  status,
  requestedBy: 'key_shop',
  createdAt: '2026-11-21T11:00:00.000Z',
  updatedAt: '2026-11-21T11:00:00.000Z',
});

async function setup(status: RefundStatus = 'succeeded', note: Partial<Invoice> = {}) {
  const payments = new MemoryPaymentStore();
  await payments.createOrGet(payment);
  const refunds = new MemoryRefundStore(payments);
  refunds.rows.set('ref_1', aRefund(status));
  const invoices = new MemoryInvoiceStore(payments);
  invoices.rows.set(creditNote.id, { ...creditNote, ...note });
  const told: string[] = [];
  const aLetter = (to: string, subject: string): OutgoingMail => ({
    from: 'bonjour@shop.example',
    to,
    subject,
    html: subject,
    text: subject,
    messageId: `<${subject}.${to}@shop.example>`,
    date: new Date('2026-11-21T11:01:00.000Z'),
  });
  const numberOf = (document?: { creditNote: Invoice; pdf: Uint8Array }) =>
    `${document?.creditNote.content.number} (${document?.pdf})`;
  const deps: NotifyOfCreditNoteDeps = {
    refunds,
    invoices,
    documents: { get: async ({ bytes }) => new Uint8Array([bytes]) },
    ...sendingWith(new SettableClock().now),
    mails: { send: async ({ to, subject }) => void told.push(`${to} ${subject}`) },
    letters: {
      refundConfirmed: async ({ document }) =>
        aLetter('buyer', `refund_confirmed with ${numberOf(document)}`),
      invoiceCancelled: () => Promise.reject(new Error('nothing is cancelled here')),
      creditNoteIssued: async ({ document }) =>
        aLetter('buyer', `credit_note with ${numberOf(document)}`),
      alert: async (alert, { document }) => aLetter('admin', `${alert} with ${numberOf(document)}`),
    },
  };
  return { deps, told };
}

const fact = (type: CreditNoteFact['type'], refundId?: string) =>
  ({
    ...anEvent(),
    type,
    data: {
      creditNoteId: creditNote.id,
      invoiceId: 'inv_fa1',
      paymentId: payment.id,
      ...(refundId && { refundId }),
    },
  }) as CreditNoteFact;

const theirNote = 'with AV-2026-000001 (4)';
const both = [`buyer refund_confirmed ${theirNote}`, `admin refund_made ${theirNote}`];

test.each<[string, CreditNoteFact, RefundStatus, string[]]>([
  ['a refund', fact('credit_note.issued', 'ref_1'), 'succeeded', both],
  ['a refund that repeats another one', fact('refund.repeated', 'ref_1'), 'succeeded', both],
  ['a lost dispute', fact('credit_note.issued'), 'succeeded', [`buyer credit_note ${theirNote}`]],
  [
    'a refund that came back meanwhile',
    fact('credit_note.issued', 'ref_1'),
    'failed',
    [`buyer credit_note ${theirNote}`],
  ],
  ['a repeated one that came back, too', fact('refund.repeated', 'ref_1'), 'failed', []],
])(
  '%s: buyer and admin are told once, with the credit note',
  async (_, event, status, expected) => {
    const { deps, told } = await setup(status);
    for (const _again of [1, 2, 3]) await notifyOfCreditNote(deps, event);
    expect(told.toSorted()).toEqual(expected.toSorted());
  },
);

test.each<[string, CreditNoteFact, Partial<Invoice>]>([
  ['without a document', fact('credit_note.issued'), { document: undefined }],
  ['of a refund that is not stored', fact('credit_note.issued', 'ref_lost'), {}],
  [
    'of a payment that is not stored',
    {
      ...fact('credit_note.issued'),
      data: { ...fact('credit_note.issued').data, paymentId: 'x' },
    } as CreditNoteFact,
    {},
  ],
])('one %s is a fault and is retried, and no mail is sent', async (_, event, note) => {
  const { deps, told } = await setup('succeeded', note);
  await expect(notifyOfCreditNote(deps, event)).rejects.toThrow('stored');
  expect(told).toEqual([]);
});
