import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock';
import type { Inbox, InboxFilter } from '#domain/inbox/inbox';
import type { Notification } from '#domain/payments/notification';
import type { PaymentStore } from '#domain/payments/payment-store';
import { aNotification, paymentIdOf } from '#test/payments';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

/** An inbox, and the store that keeps what comes in. */
export type InboxUnderTest = { inbox: Inbox; payments: Pick<PaymentStore, 'keep'> };

const now: Clock = () => new Date('2026-11-21T12:00:00.000Z');

/** What every inbox promises. Ids are random, so that a table may be shared. */
export function describeInbox(
  name: string,
  makeInbox: (now: Clock) => Promise<InboxUnderTest>,
): void {
  /** Six notifications about a payment of this test's own, over several days, oldest first. */
  async function setup() {
    const { inbox, payments } = await makeInbox(now);
    const paymentId = paymentIdOf(randomUUID());
    const kept = [1, 9, 20, 20, 21, 21].map(
      (day, minute): Notification =>
        aNotification({
          eventId: `evt_${randomUUID()}`,
          paymentId,
          occurredAt: `2026-11-${String(day).padStart(2, '0')}T10:0${minute}:00.000Z`,
          provider: minute === 2 ? 'paypal' : 'stripe',
          verdict: minute === 3 ? 'ignored' : 'applied',
        }),
    );
    for (const notification of [...kept].reverse()) await payments.keep(notification);
    const all = async (filter: InboxFilter, limit = 100) => {
      const entries = await readAll(limit, async (cursor) => {
        const page = await inbox.list({ paymentId, ...filter }, { limit, cursor });
        return { items: page.entries, nextCursor: page.nextCursor };
      });
      return entries.map(({ notification }) => notification);
    };
    return { inbox, payments, paymentId, kept, all };
  }

  describe(`${name} lists what providers sent`, () => {
    test.each([1, 4, 100])(
      'notifications are listed newest first, each once, in pages of %i',
      async (limit) => {
        const { kept, all } = await setup();
        expect(await all({}, limit)).toEqual([...kept].reverse());
      },
    );

    test('the list can be filtered by provider and by verdict', async () => {
      const { kept, all } = await setup();
      expect(await all({ provider: 'paypal' })).toEqual([kept[2]]);
      expect(await all({ verdict: 'ignored' })).toEqual([kept[3]]);
      expect(await all({ provider: 'paypal', verdict: 'ignored' })).toEqual([]);
    });

    test('each is found by the id in the list, byte for byte', async () => {
      const { inbox, payments, paymentId } = await setup();
      const rawBody = '{"name":"Aïssatou \ud83d\ude00","lines":[1, 2]}\r\n';
      const notification = aNotification({
        eventId: `evt_${randomUUID()}#é/\u2028`,
        paymentId,
        occurredAt: '2026-11-21T11:59:59.000Z',
        rawBody,
      });
      await payments.keep(notification);
      const { entries } = await inbox.list({ paymentId }, { limit: 1 });
      expect(entries[0]?.notification).toEqual(notification);
      expect(await inbox.find(entries[0]!.id)).toEqual(entries[0]);
    });

    test('the latest verdict of a notification is shown', async () => {
      const { payments, kept, all } = await setup();
      await payments.keep({ ...kept[3]!, verdict: 'applied' });
      expect(await all({ verdict: 'ignored' })).toEqual([]);
      expect(await all({})).toHaveLength(6);
    });

    test.each(['', 'nonsense', 'ntf_', 'ntf_bm9uc2Vuc2U', 'pay_1'])(
      'an id that was never issued finds nothing: %p',
      async (id) => {
        const { inbox } = await setup();
        expect(await inbox.find(id)).toBeUndefined();
      },
    );

    test('a cursor that was not issued here is refused', async () => {
      const { inbox } = await setup();
      await expectInventedCursorsRefused((cursor) => inbox.list({}, { limit: 5, cursor }));
    });
  });
}
