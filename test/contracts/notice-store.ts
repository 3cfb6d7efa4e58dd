import { randomUUID } from 'node:crypto';
import type { Notice, NoticeStore } from '#domain/monitoring/notice';

/** What every store of notices promises. A table may be shared: each test has things of its own. */
export function describeNoticeStore(name: string, makeStore: () => Promise<NoticeStore>): void {
  const aNotice = (): Notice => ({
    id: `ntc_${randomUUID()}`,
    type: 'alert.opened',
    priority: 'high',
    about: { alertId: 'alt_01' },
    occurredAt: '2026-11-21T10:00:00.000Z',
    readBy: [],
  });

  describe(`${name} stores notices`, () => {
    test('an event that is delivered again neither doubles its notice nor forgets its readers', async () => {
      const store = await makeStore();
      const notice = aNotice();
      await store.file(notice);
      expect(await store.markRead(notice.id, 'person-1')).toEqual({
        ...notice,
        readBy: ['person-1'],
      });
      await store.file(notice);
      const { notices } = await store.list({ limit: 100 });
      expect(notices.filter(({ id }) => id === notice.id)).toEqual([
        { ...notice, readBy: ['person-1'] },
      ]);
    });

    test('what one person has read is new to another', async () => {
      const store = await makeStore();
      const notice = aNotice();
      await store.file(notice);
      await store.markRead(notice.id, 'person-1');
      const unread = async (unreadBy: string) =>
        (await store.list({ limit: 100, unreadBy })).notices.some(({ id }) => id === notice.id);
      expect([await unread('person-1'), await unread('person-2')]).toEqual([false, true]);
    });

    test('nobody reads what is not there', async () => {
      const store = await makeStore();
      expect(await store.markRead(`ntc_${randomUUID()}`, 'person-1')).toBeUndefined();
    });
  });
}
