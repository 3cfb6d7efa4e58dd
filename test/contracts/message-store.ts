import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock';
import type { MessageStore } from '#domain/messages/message-store';
import { SettableClock } from '#test/clock';

/** Longer than any lease. */
const longMs = 15 * 60_000;

/** What every store of messages promises. Ids are random, so that a table may be shared. */
export function describeMessageStore(
  name: string,
  makeStore: (now: Clock) => Promise<MessageStore>,
): void {
  async function setup() {
    const clock = new SettableClock();
    return { clock, store: await makeStore(clock.now), id: `evt_${randomUUID()}#buyer` };
  }

  describe(`${name} keeps messages`, () => {
    test('one sender at a time', async () => {
      const { store, id } = await setup();
      expect(await store.claim(id)).toBe('claimed');
      expect(await store.claim(id)).toBe('busy');
    });

    test('messages of the same event to two people do not meet', async () => {
      const { store, id } = await setup();
      await store.claim(id);
      expect(await store.claim(id.replace('#buyer', '#admin'))).toBe('claimed');
    });

    test('what has left stays sent, for ever', async () => {
      const { clock, store, id } = await setup();
      await store.claim(id);
      await store.markSent(id);
      expect(await store.claim(id)).toBe('sent');
      clock.advance(longMs);
      expect(await store.claim(id)).toBe('sent');
    });

    test('a message given back can be taken again at once', async () => {
      const { store, id } = await setup();
      await store.claim(id);
      await store.release(id);
      expect(await store.claim(id)).toBe('claimed');
    });

    test('a sender that died loses the message after a while', async () => {
      const { clock, store, id } = await setup();
      await store.claim(id);
      clock.advance(longMs);
      expect(await store.claim(id)).toBe('claimed');
      expect(await store.claim(id)).toBe('busy');
    });

    test('of five senders at once one gets it', async () => {
      const { store, id } = await setup();
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => store.claim(id)));
      expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(1);
    });
  });
}
