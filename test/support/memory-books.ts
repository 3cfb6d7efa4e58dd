import type { BookPage, BookReader, LedgerOfPayment, Shelf } from '#domain/accounting/books';
import type { Invoice } from '#domain/invoices/invoice-store';
import { type Payment, takenOf } from '#domain/payments/payment';

const pageMax = 100;

/** One that a provider took. */
export type ShelvedPayment = LedgerOfPayment & { payment: Payment };

/** Keeps the promises of the port over documents and payments in memory, in their order. */
export class MemoryBooks implements BookReader {
  readonly documents: Invoice[] = [];
  readonly payments: ShelvedPayment[] = [];
  readonly paidByHand: { id: string; paidDate: string; booked: LedgerOfPayment }[] = [];
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
    const taken = this.payments.filter(
      ({ payment }) => ids.has(payment.id) && takenOf(payment) && payment.updatedAt >= since,
    );
    const byHand = this.paidByHand.filter(({ id }) => ids.has(id)).map(({ booked }) => booked);
    const isByHand = shelf.what === 'paid_by_hand';
    return {
      read: found.length,
      documents: isByHand ? [] : this.documents.filter(({ id }) => ids.has(id)),
      payments: isByHand ? byHand : taken,
      next,
    };
  }

  async ledgerOf(paymentId: string): Promise<LedgerOfPayment | undefined> {
    return this.payments.find(({ payment }) => payment.id === paymentId);
  }

  private on({ what, year }: Shelf): { id: string }[] {
    const ofYear = (day: string) => day.startsWith(String(year));
    switch (what) {
      case 'documents':
        return this.documents.filter(({ content }) => ofYear(content.issueDate));
      case 'payments':
        return this.payments
          .map(({ payment }) => payment)
          .filter(({ createdAt }) => ofYear(createdAt));
      case 'paid_by_hand':
        return this.paidByHand.filter(({ paidDate }) => ofYear(paidDate));
    }
  }
}
