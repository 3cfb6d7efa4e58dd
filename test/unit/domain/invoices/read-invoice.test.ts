import { ClientTokens } from '#domain/access/client-token';
import type { Invoice } from '#domain/invoices/invoice-store';
import { mayReachInvoice, tokenSubjectOf } from '#domain/invoices/read-invoice';
import { anInvoice } from '#test/invoices';

const tokens = new ClientTokens(['a key of thirty-two bytes or more']);
const stored: Invoice = {
  id: 'inv_1',
  status: 'generated',
  content: anInvoice(),
  createdAt: '2026-11-21T10:00:00.000Z',
  requestId: 'request-1',
};

test.each<[string, Invoice, string]>([
  ['a payment', { ...stored, paymentId: 'pay_1' }, 'pay_1'],
  ['a month, before it is paid', stored, 'inv_1'],
])('the mail about the invoice of %s opens that invoice and no other', (_, invoice, subject) => {
  expect(tokenSubjectOf(invoice)).toBe(subject);
  const access = {
    caller: { kind: 'public' as const },
    clientToken: tokens.issue(tokenSubjectOf(invoice)),
  };
  expect(mayReachInvoice(invoice, access, tokens)).toBe(true);
  const another = { ...stored, id: 'inv_2', paymentId: 'pay_2' };
  expect(mayReachInvoice(another, access, tokens)).toBe(false);
});

test('whoever has a token of an invoice or its payment reads its credit notes, and not the reverse', () => {
  const credit = {
    invoiceId: 'inv_1',
    paymentId: 'pay_1',
    cause: { refundId: 'ref_1' },
    place: 1,
    parts: [],
  };
  const note: Invoice = { ...stored, id: 'inv_av1', credit };
  const opens = (subject: string, one: Invoice) =>
    mayReachInvoice(
      one,
      { caller: { kind: 'public' }, clientToken: tokens.issue(subject) },
      tokens,
    );
  for (const subject of ['inv_1', 'pay_1', tokenSubjectOf(note)])
    expect(opens(subject, note)).toBe(true);
  expect(opens('pay_2', note)).toBe(false);
  expect(opens(tokenSubjectOf(note), { ...stored, paymentId: 'pay_1' })).toBe(false);
});
