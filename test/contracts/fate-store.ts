import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock';
import type { MailFact } from '#domain/messages/fate';
import { messageId } from '#domain/messages/message';
import type {
  FateStore,
  MailboxStore,
  MessageStore,
  Undeliverable,
} from '#domain/messages/message-store';
import { standingAfter, unknownMailbox } from '#domain/messages/suppression';
import { SettableClock } from '#test/clock';
import { aMessage, sentToBuyer } from '#test/messages';

type Stores = {
  messages: MessageStore;
  fates: FateStore;
  mailboxes: MailboxStore;
  findEvent: (id: string) => Promise<unknown>;
};

const delivered: MailFact = { kind: 'delivered', at: '2026-11-21T10:06:01.000Z' };
const bounced: MailFact = {
  kind: 'bounced',
  at: '2026-11-21T10:06:02.000Z',
  feedbackId: 'feedback-1',
  detail: 'NoEmail',
};

/** What every store of the fates of mails promises. Ids are random, so that a table may be shared. */
export function describeFateStore(name: string, makeStores: (now: Clock) => Promise<Stores>): void {
  async function setup() {
    const clock = new SettableClock();
    const stores = await makeStores(clock.now);
    const message = aMessage({ eventId: `evt_${randomUUID()}` });
    const key = { owner: message.owner, eventId: message.eventId, name: 'buyer' };
    const address = `${randomUUID()}@bakery.example`;
    await stores.messages.claim(message);
    const event: Undeliverable = {
      id: `evt_${randomUUID()}`,
      type: 'message.undeliverable',
      occurredAt: '2026-11-21T10:06:03.000Z',
      requestId: 'request-1',
      data: { messageId: messageId(key), customerId: 'cus_1', reason: 'bounced' },
    };
    const trouble = {
      key,
      fact: bounced,
      address,
      before: await stores.fates.standing(address),
      after: standingAfter(unknownMailbox, bounced),
      events: [event],
    };
    return { ...stores, message, key, address, event, trouble };
  }

  describe(`${name} stores what became of mails`, () => {
    test('a message is found with its cause, its subject and its mails', async () => {
      const { messages, fates, message } = await setup();
      expect(await fates.find(message)).toEqual({ ...message, mails: {}, facts: {} });
      await messages.markAllSent(message, sentToBuyer());
      expect(await fates.find(message)).toMatchObject({
        mails: { buyer: { to: 'z…@b….example' } },
        allSentAt: expect.any(String),
      });
      expect(await fates.find({ ...message, owner: 'cus_other' })).toBeUndefined();
    });

    test('a fact may come before the mail is recorded as sent, and both stay', async () => {
      const { messages, fates, message, key } = await setup();
      expect(await fates.addFact(key, delivered)).toBe(true);
      await messages.markAllSent(message, sentToBuyer());
      expect(await fates.find(message)).toMatchObject({
        mails: { buyer: {} },
        facts: { buyer: { delivered } },
      });
    });

    test('the first of two facts of a kind stays', async () => {
      const { fates, message, key } = await setup();
      await fates.addFact(key, delivered);
      await fates.addFact(key, { ...delivered, at: '2026-11-22T10:00:00.000Z' });
      expect((await fates.find(message))?.facts.buyer).toEqual({ delivered });
    });

    test('a fact of an unknown mail is stored nowhere', async () => {
      const { fates, key } = await setup();
      const unknown = { ...key, eventId: `evt_${randomUUID()}` };
      expect(await fates.addFact(unknown, delivered)).toBe(false);
      expect(await fates.find(unknown)).toBeUndefined();
    });

    test('a bounce is stored with the standing of its mailbox and its event, once', async () => {
      const { fates, mailboxes, message, address, event, trouble, findEvent } = await setup();
      expect(await fates.addTrouble(trouble)).toBe(true);
      expect(await fates.addTrouble(trouble)).toBe(false);
      expect((await fates.find(message))?.facts.buyer).toEqual({ bounced });
      expect(await mailboxes.glanceAt(address)).toEqual(trouble.after);
      expect(await mailboxes.glanceAt(address.toUpperCase())).toEqual(trouble.after);
      expect((await fates.standing(address)).version).toBe(1);
      expect(await findEvent(event.id)).toMatchObject({ type: 'message.undeliverable' });
    });

    test('a standing that has changed meanwhile is not overwritten, and nothing is half done', async () => {
      const { messages, fates, message, address, trouble } = await setup();
      const other = aMessage({ eventId: `evt_${randomUUID()}` });
      await messages.claim(other);
      await fates.addTrouble({ ...trouble, key: { ...trouble.key, ...other }, events: [] });
      expect(await fates.addTrouble(trouble)).toBe(false);
      expect((await fates.find(message))?.facts).toEqual({});
      const before = await fates.standing(address);
      expect(await fates.addTrouble({ ...trouble, before })).toBe(true);
    });

    test('of an unknown mailbox nothing is known', async () => {
      const { mailboxes, fates, address } = await setup();
      expect(await mailboxes.glanceAt(address)).toEqual(unknownMailbox);
      expect(await fates.standing(address)).toEqual({ standing: unknownMailbox, version: 0 });
    });

    test('a mail that was held is recorded with its event', async () => {
      const { messages, fates, message, event, findEvent } = await setup();
      const held = { to: 'z…@b….example', held: 'bounced' as const };
      const mails = { buyer: held, 'admin-2': { to: 'a…@s….example' } };
      await messages.release(message, sentToBuyer({ mails, events: [event] }));
      expect((await fates.find(message))?.mails).toEqual(mails);
      expect(await findEvent(event.id)).toMatchObject({ data: { reason: 'bounced' } });
    });
  });
}
