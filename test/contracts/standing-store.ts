import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Day } from '#domain/calendar/day';
import { newId } from '#domain/ids';
import type { Invoice, InvoiceStore } from '#domain/invoices/invoice-store';
import type { StandingStore } from '#domain/invoices/standing-store';
import { eventually } from '#test/eventually';
import { anInvoice } from '#test/invoices';
import { anEvent } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';

/** Both stores stand on the same table. */
export type StandingStoreUnderTest = {
  invoices: InvoiceStore;
  standings: StandingStore;
  findEvent(id: string): Promise<DomainEvent | undefined>;
  audited(subject: string): Promise<AuditEntry[]>;
};

const issuedAt = '2026-11-21T10:06:00.000Z';
const aDocument = { key: 'invoices/2026/FA.pdf', sha256: 'ab'.repeat(32), bytes: 1234 };

/** What every store of standings promises. */
export function describeStandingStore(
  name: string,
  makeStores: () => Promise<StandingStoreUnderTest>,
): void {
  async function anUnpaidInvoice(dueDate = '2026-12-21') {
    const stores = await makeStores();
    const { payment: _, ...content } = anInvoice({ issuedAt, dueDate });
    const invoice: Invoice = {
      id: newId('inv', new Date(issuedAt), new TextEncoder().encode(randomUUID())),
      period: { customerId: `cus_${randomUUID()}`, month: '2026-11', currency: 'EUR' },
      status: 'issued',
      content,
      createdAt: issuedAt,
      requestId: 'request-1',
    };
    const series = `FA-${randomUUID().slice(0, 8)}`;
    await stores.invoices.issue(invoice, await stores.invoices.readSeries(series));
    const event = anEvent({ id: `evt_${randomUUID()}` });
    await stores.invoices.markGenerated(invoice, aDocument, event);
    const found = async () => (await stores.invoices.find(invoice.id))!;
    return { ...stores, id: invoice.id, invoice, found };
  }

  const at = '2026-11-22T08:00:00.000Z';
  const later = '2026-11-23T08:00:00.000Z';
  const aNote = { name: 'resent', entry: { at, kind: 'resent' as const, by: 'person:1' } };
  /** Many days are not enough to tell the invoices of a shared table apart. */
  const many = { limit: 1_000 };

  describe(`${name} keeps what happens to an invoice`, () => {
    test('the first mail and the first opening, and no later one', async () => {
      const { standings, id, found } = await anUnpaidInvoice();
      expect(await found()).toMatchObject({ status: 'generated' });
      for (const time of [at, later]) {
        await standings.markSent(await found(), time);
        await standings.markOpened(id, time);
      }
      expect(await found()).toMatchObject({
        status: 'sent',
        standing: { version: 0, sentAt: at, firstOpenedAt: at },
      });
    });

    test('a decision with its note, its event and who did it, all at once', async () => {
      const { standings, id, found, findEvent, audited } = await anUnpaidInvoice();
      await standings.markSent(await found(), at);
      const event = anEvent({ id: `evt_${randomUUID()}` });
      const audit: AuditEntry = {
        id: newId('aud', new Date(at), new TextEncoder().encode(randomUUID())),
        at,
        actor: 'person:1',
        action: 'invoice.resent',
        subject: id,
        before: null,
        after: null,
        requestId: 'request-2',
      };
      const change = { invoice: await found(), set: { overdueAt: at }, audit };
      expect(await standings.save({ ...change, entry: { ...aNote, event } })).toBe('saved');
      expect(await found()).toMatchObject({
        status: 'overdue',
        standing: { version: 1, sentAt: at, overdueAt: at },
        history: [aNote.entry],
      });
      expect(await findEvent(event.id)).toEqual(event);
      expect(await audited(id)).toEqual([audit]);
    });

    test('of two decisions about the same state, the first', async () => {
      const { standings, found } = await anUnpaidInvoice();
      const change = { invoice: await found() };
      expect(await standings.save({ ...change, set: { overdueAt: at } })).toBe('saved');
      expect(await standings.save({ ...change, set: { overdueAt: later } })).toBe('overtaken');
      expect((await found()).standing?.overdueAt).toBe(at);
    });

    test('a note of one name once', async () => {
      const { standings, found } = await anUnpaidInvoice();
      expect(await standings.save({ invoice: await found(), entry: aNote })).toBe('saved');
      const again = { invoice: await found(), entry: aNote };
      expect(await standings.save(again)).toBe('done_before');
      expect((await found()).history).toHaveLength(1);
    });

    test('from the day after it was due it waits for the schedule, until a decision or a payment', async () => {
      const { standings, id, found } = await anUnpaidInvoice();
      const waits = async (day: Day) => (await standings.listDue(day, many)).includes(id);
      // An index is a moment behind its table.
      const soon = (day: Day, isWaiting: boolean) =>
        eventually(async () => (await waits(day)) === isWaiting);
      await soon('2026-12-22', true);
      expect(await waits('2026-12-21')).toBe(false);
      const later = { invoice: await found(), nextLookAt: '2026-12-28' as const };
      expect(await standings.save(later)).toBe('saved');
      await soon('2026-12-27', false);
      await soon('2026-12-28', true);
      expect(await standings.save({ invoice: await found(), nextLookAt: null })).toBe('saved');
      await soon('2027-12-28', false);
      const other = await anUnpaidInvoice();
      const { payment: paidBy } = anInvoice();
      const payment = { ...paidBy!, id: `pay_${randomUUID()}` };
      await other.invoices.markPaid(other.invoice, payment, anEvent({ id: `evt_${randomUUID()}` }));
      await eventually(
        async () => !(await other.standings.listDue('2027-12-28', many)).includes(other.id),
      );
      expect((await other.found()).status).toBe('paid');
    });
  });
}
