import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock';
import type { MessageStore } from '#domain/messages/message-store';
import { SettableClock } from '#test/clock';
import { aMessage, sentToBuyer } from '#test/messages';

/** Longer than any lease. */
const longMs = 15 * 60_000;

/** What every store of messages promises. Ids are random, so that a table may be shared. */
export function describeMessageStore(
  name: string,
  makeStore: (now: Clock) => Promise<MessageStore>,
): void {
  async function setup() {
    const clock = new SettableClock();
    const message = aMessage({ eventId: `evt_${randomUUID()}` });
    return { clock, store: await makeStore(clock.now), message };
  }

  describe(`${name} stores messages`, () => {
    test('one sender at a time', async () => {
      const { store, message } = await setup();
      expect(await store.claim(message)).toEqual({ kind: 'claimed', sent: [] });
      expect(await store.claim(message)).toEqual({ kind: 'busy' });
    });

    test('messages of two events are independent', async () => {
      const { store, message } = await setup();
      await store.claim(message);
      expect((await store.claim(aMessage({ eventId: `evt_${randomUUID()}` }))).kind).toBe(
        'claimed',
      );
    });

    test('a message that was sent stays sent', async () => {
      const { clock, store, message } = await setup();
      await store.claim(message);
      await store.markAllSent(message, sentToBuyer());
      expect(await store.claim(message)).toEqual({ kind: 'all_sent' });
      clock.advance(longMs);
      expect(await store.claim(message)).toEqual({ kind: 'all_sent' });
    });

    test('a released event can be taken again at once, with what was already sent', async () => {
      const { store, message } = await setup();
      await store.claim(message);
      await store.release(message, sentToBuyer());
      expect(await store.claim(message)).toEqual({ kind: 'claimed', sent: ['buyer'] });
    });

    test('a sender that died loses the messages after some time', async () => {
      const { clock, store, message } = await setup();
      await store.claim(message);
      clock.advance(longMs);
      expect((await store.claim(message)).kind).toBe('claimed');
      expect((await store.claim(message)).kind).toBe('busy');
    });

    test('of five senders at once, one gets it', async () => {
      const { store, message } = await setup();
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.claim(message)));
      expect(outcomes.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    });
  });
}
