import type { BookPage, BookReader, LedgerOfPayment, Shelf } from '#domain/accounting/books';
import type { Invoice } from '#domain/invoices/invoice-store';
import { takenOf } from '#domain/payments/payment';

const pageMax = 100;

/** Keeps the promises of the port over documents and payments in memory, in their order. */
export class MemoryBooks implements BookReader {
  readonly documents: Invoice[] = [];
  readonly payments: LedgerOfPayment[] = [];
  /** Which shelves were read, page by page. */
  readonly read: Shelf[] = [];

  async count(shelf: Shelf): Promise<number> {
    return this.on(shelf).length;
  }

  async page(shelf: Shelf, { after, since }: { after?: string; since: string }): Promise<BookPage> {
    this.read.push(shelf);
    const all = this.on(shelf);
    const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
    const found = all.slice(start, start + pageMax);
    const next = start + pageMax < all.length ? found.at(-1)!.id : undefined;
    const ids = new Set(found.map(({ id }) => id));
    return {
      read: found.length,
      documents: this.documents.filter(({ id }) => ids.has(id)),
      payments: this.payments.filter(
        ({ payment }) => ids.has(payment.id) && takenOf(payment) && payment.updatedAt >= since,
      ),
      next,
    };
  }

  async ledgerOf(paymentId: string): Promise<LedgerOfPayment | undefined> {
    return this.payments.find(({ payment }) => payment.id === paymentId);
  }

  private on({ what, year }: Shelf): { id: string }[] {
    return what === 'documents'
      ? this.documents.filter(({ content }) => content.issueDate.startsWith(String(year)))
      : this.payments
          .map(({ payment }) => payment)
          .filter(({ createdAt }) => createdAt.startsWith(String(year)));
  }
}
