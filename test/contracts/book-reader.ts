import { randomUUID } from 'node:crypto';
import type { BookReader, Shelf } from '#domain/accounting/books';
import type { InvoicePayment } from '#domain/invoices/invoice';
import type { Invoice } from '#domain/invoices/invoice-store';
import { type LedgerEntry, paidByHandEntry } from '#domain/ledger/ledger-entry';
import { money } from '#domain/money';
import { type Sold, sold } from '#test/accounting-world';
import { aCompletedPayment, aPayment } from '#test/payments';

/** What the books of a test are; a payment without a ledger moved nothing. */
export type Shelved = Pick<Sold, 'invoices' | 'payment' | 'ledger'>;

/** An invoice that was paid after it was issued, past every provider or not. */
export type PaidByHand = { invoice: Invoice; paidBy: InvoicePayment; entry: LedgerEntry };

type Shelves = {
  books: BookReader;
  shelve(shelved: Shelved): Promise<void>;
  shelvePaidByHand(paid: PaidByHand): Promise<void>;
};

const aSale = {
  lines: [{ description: 'Article', quantity: 1, unitGrossMinor: 12_000, vatRate: 2000 }],
  currency: 'EUR' as const,
  provider: 'stripe' as const,
  isPaid: true,
  refunds: [],
  customer: 'cus_a',
  name: 'Awa Diop',
  day: 5,
};

const since = '2026-01-01T00:00:00.000Z';

/** Every year of these tests has its own books. */
let nextYear = 2100;

/** What each reader of the books promises. */
export function describeBookReader(name: string, setup: () => Promise<Shelves>): void {
  describe(`${name} keeps the books`, () => {
    async function shelved(count: number) {
      const year = nextYear++;
      const { books, ...shelves } = await setup();
      const sales = Array.from({ length: count }, (_, index) =>
        ofYear(sold(aSale, index), year, index),
      );
      for (const sale of sales) await shelves.shelve(sale);
      return { books, ...shelves, year, sales };
    }

    async function all(books: BookReader, shelf: Shelf) {
      const pages = [];
      let after: string | undefined;
      do {
        const page = await books.page(shelf, { after, since });
        pages.push(page);
        after = page.next;
      } while (after !== undefined);
      return pages;
    }

    test('a year is read from its first document to its last, each once', async () => {
      const { books, year, sales } = await shelved(101);
      const pages = await all(books, { what: 'documents', year });
      expect(pages.map(({ read }) => read)).toEqual([100, 1]);
      expect(pages.flatMap(({ documents }) => documents.map(({ id }) => id))).toEqual(
        sales.map(({ invoices }) => invoices[0]!.id),
      );
      expect(await books.count({ what: 'documents', year })).toBe(101);
      expect(await books.count({ what: 'documents', year: year + 500 })).toBe(0);
    });

    test('a payment comes with its ledger and its invoice', async () => {
      const { books, year, sales } = await shelved(1);
      const [{ payment, ledger, invoices }] = sales as [Shelved];
      const [page] = await all(books, { what: 'payments', year });
      const known = { id: invoices[0]!.id, customerId: 'cus_a', customerName: 'Awa Diop' };
      expect(page!.payments).toEqual([{ payment, ledger, invoice: known }]);
      expect(await books.ledgerOf(payment.id)).toEqual(page!.payments[0]);
      expect(await books.ledgerOf(`pay_${randomUUID()}`)).toBeUndefined();
    });

    test('payments without money, or without a change since, are counted and left out', async () => {
      const { books, shelve, year } = await shelved(0);
      const createdAt = `${year}-01-02T10:00:00.000Z`;
      const id = (name: string) => `pay_${year}${name}`;
      const open = aPayment({ id: id('a'), createdAt });
      const old = aCompletedPayment({
        id: id('b'),
        createdAt,
        updatedAt: '2025-12-31T10:00:00.000Z',
      });
      for (const payment of [open, old]) await shelve({ invoices: [], payment, ledger: [] });
      const [page] = await all(books, { what: 'payments', year });
      expect([page!.read, page!.payments]).toEqual([2, []]);
    });

    test('what a customer paid past every provider is found in the year of that payment', async () => {
      const { books, shelvePaidByHand, year } = await shelved(0);
      const paid = paidIn(year, 'by_hand');
      await shelvePaidByHand(paid);
      await shelvePaidByHand(paidIn(year, 'stripe'));
      const [page] = await all(books, { what: 'paid_by_hand', year });
      const { invoice, paidBy, entry } = paid;
      expect(page!.documents).toEqual([]);
      expect(page!.payments).toEqual([
        {
          payment: {
            ...{ id: paidBy.id, status: 'completed', provider: 'by_hand' },
            buyer: { name: 'Awa Diop', customerId: 'cus_a' },
          },
          ledger: [entry],
          invoice: { id: invoice.id, customerId: 'cus_a', customerName: 'Awa Diop' },
        },
      ]);
      expect(await all(books, { what: 'paid_by_hand', year: year + 500 })).toMatchObject([
        { read: 0 },
      ]);
    });
  });
}

/** Last year's invoice, paid this year. */
function paidIn(year: number, provider: string): PaidByHand {
  const [invoice] = sold({ ...aSale, isPaid: false }, 0).invoices as [Invoice];
  const id = `inv_${randomUUID()}`;
  const paidAt = `${year}-02-03T10:00:00.000Z`;
  const paidBy = {
    id: `pay_${randomUUID()}`,
    method: 'transfer',
    provider,
    paidAt,
    paidDate: `${year}-02-03`,
  };
  const entry = paidByHandEntry(paidBy.id, money(12_000, 'EUR'), paidAt);
  const content = { ...invoice.content, issueDate: `${year - 1}-12-05` };
  return { invoice: { ...invoice, id, content }, paidBy, entry };
}

function ofYear({ invoices, payment, ledger }: Sold, year: number, index: number): Shelved {
  const [invoice] = invoices as [Sold['invoices'][number]];
  const place = `${year}${String(index).padStart(5, '0')}`;
  const paymentId = `pay_${place}`;
  const at = `${year}-03-05T10:00:00.000Z`;
  return {
    invoices: [
      {
        ...invoice,
        id: `inv_${place}`,
        paymentId,
        content: { ...invoice.content, issueDate: `${year}-03-05` },
      },
    ],
    payment: { ...payment, id: paymentId, createdAt: at, updatedAt: at },
    ledger: ledger.map((entry) => ({ ...entry, paymentId })),
  };
}
