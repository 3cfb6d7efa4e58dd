import fc from 'fast-check';
import {
  type InvoiceStatus,
  invoiceStatuses,
  type StatusFacts,
  settableStatuses,
  statusOf,
  waysFrom,
} from '#domain/invoices/invoice-status';
import { anInvoice } from '#test/invoices';

const { payment, ...unpaid } = anInvoice();
const at = '2026-11-22T08:00:00.000Z';

const facts = (changes: Partial<StatusFacts> = {}): StatusFacts => ({
  content: unpaid,
  document: {},
  ...changes,
});

test.each<[InvoiceStatus, StatusFacts]>([
  ['issued', { content: unpaid }],
  ['issued', { content: unpaid, standing: { sentAt: at, overdueAt: at } }],
  ['generated', facts()],
  ['sent', facts({ standing: { sentAt: at } })],
  ['overdue', facts({ standing: { sentAt: at, overdueAt: at } })],
  ['paid', facts({ content: { ...unpaid, payment: payment! } })],
  ['paid', facts({ paidBy: payment!, standing: { overdueAt: at } })],
  ['paid', facts({ paidBy: payment!, creditNotes: [{ grossMinor: 46_799 }] })],
  [
    'cancelled',
    facts({ paidBy: payment!, creditNotes: [{ grossMinor: 1 }, { grossMinor: 46_799 }] }),
  ],
  ['cancelled', facts({ standing: { overdueAt: at, cancelledAt: at } })],
])('an invoice is %s', (status, known) => {
  expect(statusOf(known)).toBe(status);
});

test('an invoice of nothing is not cancelled by nothing', () => {
  const totals = { ...unpaid.totals, grossMinor: 0 };
  expect(statusOf(facts({ content: { totals }, creditNotes: [] }))).toBe('generated');
});

test('no way leads back: whatever people set, an invoice is never again what it was', () => {
  const anyWay = fc.array(fc.constantFrom(...settableStatuses), { maxLength: 8 });
  fc.assert(
    fc.property(anyWay, (wishes) => {
      const seen: InvoiceStatus[] = ['generated'];
      for (const wish of wishes) if (waysFrom[seen.at(-1)!].includes(wish)) seen.push(wish);
      expect(new Set(seen).size).toBe(seen.length);
    }),
  );
});

test('nobody can set what is not there yet, and nothing leaves a cancelled or a paid invoice', () => {
  for (const status of ['issued', 'paid', 'cancelled'] as const)
    expect(waysFrom[status]).toEqual([]);
  expect(Object.keys(waysFrom)).toEqual([...invoiceStatuses]);
});
