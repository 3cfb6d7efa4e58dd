import { nameOf } from '#domain/ledger/ledger-entry';
import { DynamoBookReader } from '#stores/exporting/book-reader';
import { invoiceIndexes } from '#stores/invoice-indexes';
import { indexes, keys, yearOf } from '#stores/keys';
import { paymentWrite } from '#stores/payment-writes';
import { keyIsFree, type Table } from '#stores/table';
import { MemoryBooks } from '#test/memory-books';
import type { PaidByHand, Shelved } from '../contracts/book-reader.ts';

/** Books in a table, in which each row is written alone. */
export const shelvedBooks = (table: Table) => ({
  books: new DynamoBookReader(table),
  async shelve({ invoices, payment, ledger }: Shelved): Promise<void> {
    await table.write(paymentWrite(payment, keyIsFree));
    for (const entry of ledger)
      await table.write({ put: { key: keys.ledgerEntry(payment.id, nameOf(entry)), item: entry } });
    for (const invoice of invoices) {
      const { id, content } = invoice;
      const year = yearOf('INVOICES', content.issueDate.slice(0, 4));
      const item = { ...invoice, ...indexes.collection(year, id) };
      await table.write({ put: { key: keys.invoice(id), item } });
      const marker = { invoiceId: id, number: content.number };
      await table.write({ put: { key: keys.invoiceOfPayment(payment.id), item: marker } });
    }
  },
  async shelvePaidByHand({ invoice, paidBy, entry }: PaidByHand): Promise<void> {
    const { id } = invoice;
    await table.write({ put: { key: keys.invoice(id), item: invoice } });
    const item = { paidBy, ...invoiceIndexes.paid(paidBy.paidDate, id) };
    await table.write({ put: { key: keys.invoicePaid(id), item } });
    await table.write({ put: { key: keys.ledgerEntry(paidBy.id, nameOf(entry)), item: entry } });
  },
});

/** The same in memory. */
export function booksInMemory() {
  const books = new MemoryBooks();
  return {
    books,
    async shelve({ invoices, payment, ledger }: Shelved): Promise<void> {
      books.documents.push(...invoices);
      const [invoice] = invoices;
      books.payments.push({
        payment,
        ledger,
        invoice: invoice && {
          id: invoice.id,
          customerId: invoice.customerId,
          customerName: invoice.content.customer.name,
        },
      });
    },
    async shelvePaidByHand({ invoice, paidBy, entry }: PaidByHand): Promise<void> {
      if (paidBy.provider !== 'by_hand') return;
      const { id, customerId, content } = invoice;
      const { name } = content.customer;
      const payment = {
        ...{ id: paidBy.id, status: 'completed' as const, provider: 'by_hand' as const },
        buyer: { name, customerId },
      };
      const booked = { payment, ledger: [entry], invoice: { id, customerId, customerName: name } };
      books.paidByHand.push({ id, paidDate: paidBy.paidDate, booked });
    },
  };
}
