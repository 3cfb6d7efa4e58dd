import fc from 'fast-check';
import type { AccountingEntry } from '#domain/accounting/accounting-entry';
import { moneyEntry } from '#domain/accounting/money-entry';
import { salesEntry } from '#domain/accounting/sales-entry';
import { composeCreditNote } from '#domain/invoices/compose-credit-note';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import type { Invoice } from '#domain/invoices/invoice-store';
import { capturedEntry, type LedgerEntry, refundedEntry } from '#domain/ledger/ledger-entry';
import { type Currency, money } from '#domain/money';
import type { Payment, ProviderName } from '#domain/payments/payment';
import { theAccounts } from '#test/accounts';
import { aCompletedPayment, paymentIdOf } from '#test/payments';
import { aSeller } from '#test/sellers';

const line = fc.record({
  description: fc.constant<string>('Article'),
  quantity: fc.integer({ min: 1, max: 9 }),
  unitGrossMinor: fc.integer({ min: 1, max: 99_999 }),
  vatRate: fc.constantFrom<number>(210, 550, 1000, 2000),
});

/** A sale and what became of it; percentages are of what was taken. */
const anySale = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  currency: fc.constantFrom<Currency>('EUR', 'XOF', 'XAF'),
  provider: fc.constantFrom<ProviderName>('stripe', 'paypal', 'cinetpay', 'external'),
  isPaid: fc.boolean(),
  refunds: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
  customer: fc.constantFrom<string | undefined>('cus_a', 'cus_b', undefined),
  name: fc.string({ minLength: 1, maxLength: 30 }),
  day: fc.integer({ min: 1, max: 28 }),
});

export const anySales = fc.array(anySale, { maxLength: 8 });

type Sale = typeof anySale extends fc.Arbitrary<infer Value> ? Value : never;

/** The documents and the ledger of one sale. */
export type Sold = { invoices: Invoice[]; ledger: LedgerEntry[]; payment: Payment };

const instant = (month: number, day: number): string =>
  `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T10:00:00.000Z`;

export function sold(sale: Sale, index: number): Sold {
  const { currency, customer: customerId, name, day } = sale;
  const issuedAt = new Date(instant(3, day));
  const content = composeInvoice({
    sale: {
      locale: 'fr',
      currency,
      customer: { kind: 'company', name, email: 'a@b.example' },
      lines: sale.lines,
      supplyDate: issuedAt.toISOString().slice(0, 10),
    },
    seller: aSeller(),
    number: `FA-2026-${String(index + 1).padStart(6, '0')}`,
    issuedAt,
  });
  const amount = money(content.totals.grossMinor, currency);
  const payment = aCompletedPayment({
    id: paymentIdOf(String(index)),
    amount,
    amountPaid: amount,
    provider: sale.provider,
  });
  const invoice: Invoice = {
    id: `inv_${index}`,
    customerId,
    paymentId: payment.id,
    status: 'issued',
    content,
    createdAt: content.issuedAt,
    requestId: 'request-1',
  };
  const ledger = sale.isPaid ? [capturedEntry(payment, instant(4, day))] : [];
  const invoices = [invoice];
  const credited: Parameters<typeof composeCreditNote>[0]['credited'][number][] = [];
  for (const [place, percent] of (sale.isPaid ? sale.refunds : []).entries()) {
    const reached = credited.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
    const minor = Math.min(Math.ceil((amount.minor * percent) / 100), amount.minor - reached);
    if (minor === 0) continue;
    const at = instant(5 + place, day);
    const id = `ref_${index}_${place}`;
    const number = `AV-2026-${index}-${place}`;
    ledger.push(refundedEntry(payment, aRefund(payment, id, minor, at)));
    const note = composeCreditNote({
      invoice: content,
      credited,
      grossMinor: minor,
      cause: { refundId: id },
      number,
      issuedAt: new Date(at),
    });
    const cause = { refundId: id };
    credited.push({
      id,
      number,
      issuedAt: at,
      grossMinor: minor,
      parts: note.parts,
      vatInEuroMinor: note.content.vatInEuro?.vatMinor,
    });
    invoices.push({
      ...invoice,
      id: `inv_${index}_${place}`,
      paymentId: undefined,
      content: note.content,
      credit: { invoiceId: invoice.id, paymentId: payment.id, cause, place, parts: note.parts },
    });
  }
  return { invoices, ledger, payment };
}

const aRefund = ({ id: paymentId, amount }: Payment, id: string, minor: number, at: string) => ({
  id,
  paymentId,
  amount: money(minor, amount.currency),
  reason: 'broken',
  status: 'succeeded' as const,
  requestedBy: 'person:a',
  createdAt: at,
  updatedAt: at,
  providerReference: 're_1',
});

/** Everything that the books have of it. */
export const entriesOf = ({ invoices, ledger, payment }: Sold): AccountingEntry[] => [
  ...invoices.map((invoice) => salesEntry(invoice, theAccounts)),
  ...ledger.flatMap((entry) => moneyEntryOf(entry, payment, invoices[0]) ?? []),
];

export const moneyEntryOf = (entry: LedgerEntry, payment: Payment, invoice?: Invoice) =>
  moneyEntry(entry, {
    payment,
    ...(invoice && {
      invoice: {
        id: invoice.id,
        customerId: invoice.customerId,
        customerName: invoice.content.customer.name,
      },
    }),
    accounts: theAccounts,
    timeZone: 'Europe/Paris',
  });
