import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Day } from '#domain/calendar/day';
import type { Invoice } from '#domain/invoices/invoice-store';
import { newStanding } from '#domain/invoices/standing';
import type { StandingChange, StandingStore } from '#domain/invoices/standing-store';
import type { MemoryInvoiceStore } from './memory-invoice-store.ts';

/** Keeps the promises of the port in the rows of a MemoryInvoiceStore, whose outbox it shares. */
export class MemoryStandingStore implements StandingStore {
  readonly audit: AuditEntry[] = [];
  readonly #invoices: MemoryInvoiceStore;
  readonly #names = new Set<string>();

  constructor(invoices: MemoryInvoiceStore) {
    this.#invoices = invoices;
  }

  async markSent({ id }: Invoice, at: string): Promise<void> {
    this.#markOnce(id, 'sentAt', at);
  }

  async markOpened(invoiceId: string, at: string): Promise<void> {
    this.#markOnce(invoiceId, 'firstOpenedAt', at);
  }

  async save(change: StandingChange): Promise<'saved' | 'overtaken' | 'done_before'> {
    const { invoice, set, nextLookAt, entry, audit } = change;
    const { id: invoiceId, standing: asRead = newStanding } = invoice;
    const row = this.#invoices.rows.get(invoiceId)!;
    const { standing = newStanding, history = [] } = row;
    const name = entry && [invoiceId, entry.entry.at, entry.name].join('#');
    if (name !== undefined && this.#names.has(name)) return 'done_before';
    if (standing.version !== asRead.version) return 'overtaken';
    if (name !== undefined) this.#names.add(name);
    this.#invoices.put({
      ...row,
      standing: { ...standing, ...set, version: asRead.version + 1 },
      ...(entry && { history: [...history, structuredClone(entry.entry)] }),
    });
    if (nextLookAt === null) this.#invoices.lookAt.delete(invoiceId);
    else if (nextLookAt !== undefined) this.#invoices.lookAt.set(invoiceId, nextLookAt);
    if (entry?.event) this.#invoices.outbox.set(entry.event.id, structuredClone(entry.event));
    if (audit) this.audit.push(audit);
    return 'saved';
  }

  async listDue(day: Day, { limit }: { limit: number }): Promise<string[]> {
    return [...this.#invoices.lookAt]
      .filter(([, lookAt]) => lookAt <= day)
      .sort(([, one], [, other]) => one.localeCompare(other))
      .slice(0, limit)
      .map(([id]) => id);
  }

  #markOnce(invoiceId: string, field: 'sentAt' | 'firstOpenedAt', at: string): void {
    const row = this.#invoices.rows.get(invoiceId)!;
    const { standing = newStanding } = row;
    if (standing[field] !== undefined) return;
    this.#invoices.put({ ...row, standing: { ...standing, [field]: at } });
  }
}
