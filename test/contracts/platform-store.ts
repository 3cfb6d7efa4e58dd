import { randomUUID } from 'node:crypto';
import { newId } from '#domain/ids';
import { newRecord } from '#domain/platform/platform-record';
import type { PlatformStore } from '#domain/platform/platform-store';
import { anEvent } from '#test/payments';
import type { DomainEvent } from '#vocabulary/events';

export type PlatformStoreUnderTest = {
  store: PlatformStore;
  findEvent(id: string): Promise<DomainEvent | undefined>;
};

/** What every store of documents on the platform promises; the table may be shared. */
export function describePlatformStore(
  name: string,
  makeStore: () => Promise<PlatformStoreUnderTest>,
): void {
  const at = new Date('2026-11-21T10:00:00.000Z');
  const newEvent = () => ({ ...anEvent(), id: `evt_${randomUUID()}` });
  const aRecord = (askAt?: string) => {
    const id = newId('inv', at, new TextEncoder().encode(randomUUID()));
    return { ...newRecord({ id, number: `FA-${randomUUID()}` }, at), ...(askAt && { askAt }) };
  };

  describe(`${name} keeps what is known of documents`, () => {
    test('a record is made once, and found by document and by number', async () => {
      const { store } = await makeStore();
      const record = aRecord();
      expect(await store.find(record.invoiceId)).toBeUndefined();
      expect(await store.findByNumber(record.number)).toBeUndefined();
      expect(await store.create(record)).toBe('saved');
      expect(await store.create({ ...record, createdAt: '2026-11-22T10:00:00.000Z' })).toBe(
        'stale',
      );
      expect(await store.find(record.invoiceId)).toEqual(record);
      expect(await store.findByNumber(record.number)).toBe(record.invoiceId);
    });

    test('of two that change what they both read, one is refused, and its event is not written', async () => {
      const { store, findEvent } = await makeStore();
      const record = aRecord();
      await store.create(record);
      const status = { code: '213', at: '2026-11-21T11:00:00.000Z', reason: 'REJ_SEMAN' };
      const rejected = { ...record, statuses: [status], version: 2 };
      const [first, second] = [newEvent(), newEvent()];
      expect(await store.save(rejected, first)).toBe('saved');
      expect(await store.save({ ...record, version: 2 }, second)).toBe('stale');
      expect(await store.find(record.invoiceId)).toEqual(rejected);
      expect(await findEvent(first.id)).toEqual(first);
      expect(await findEvent(second.id)).toBeUndefined();
    });

    test('an event can be written alone', async () => {
      const { store, findEvent } = await makeStore();
      const event = newEvent();
      await store.tell(event);
      expect(await findEvent(event.id)).toEqual(event);
    });

    test('documents are due from their time on, until nothing more is expected', async () => {
      const { store } = await makeStore();
      const due = aRecord('2020-01-02T00:00:00.000Z');
      await store.create(due);
      const before = await store.dueBy(new Date('2020-01-01T23:59:59.999Z'), 100);
      expect(before).not.toContain(due.invoiceId);
      const now = new Date('2020-01-02T00:00:00.000Z');
      expect(await store.dueBy(now, 100)).toContain(due.invoiceId);
      const { askAt: _, ...done } = due;
      await store.save({ ...done, version: 2 });
      expect(await store.dueBy(now, 100)).not.toContain(due.invoiceId);
    });
  });
}
