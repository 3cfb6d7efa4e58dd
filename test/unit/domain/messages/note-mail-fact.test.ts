import type { SNSEvent } from 'aws-lambda';
import type { MailFact } from '#domain/messages/fate';
import { messageId } from '#domain/messages/message';
import { noteMailFact } from '#domain/messages/note-mail-fact';
import { sendOnce } from '#domain/messages/send-once';
import type { Trouble } from '#domain/monitoring/trouble';
import { mailNewsIn } from '#messaging/ses-event';
import { SettableClock } from '#test/clock';
import { aMail, sendingWith } from '#test/messages';
import { anEvent } from '#test/payments';
import { createHandler } from '../../../../functions/messages/note-mail-event/handler.ts';

const address = 'aissatou@comptoir-diallo.example';
const subject = { customerId: 'cus_1', invoiceId: 'inv_1' };
const key = { owner: 'cus_1', eventId: 'evt_1', name: 'buyer' };

const bounced: MailFact = { kind: 'bounced', at: '2026-11-21T10:07:00.000Z', feedbackId: 'f-1' };
const delivered: MailFact = { kind: 'delivered', at: '2026-11-21T10:08:00.000Z' };

function setup() {
  const clock = new SettableClock('2026-11-21T10:10:00.000Z');
  const sending = sendingWith(clock.now);
  const left: string[] = [];
  const troubles: Trouble[] = [];
  const mails = { send: async ({ subject }: { subject: string }) => void left.push(subject) };
  const deps = {
    ...sending,
    mails,
    fates: sending.messages,
    pause: async () => {},
    noteTrouble: async (t: Trouble) => void troubles.push(t),
  };
  const send = (id: string, type: 'invoice.issued' | 'invoice.reminded' = 'invoice.issued') =>
    sendOnce(
      deps,
      anEvent({ id, type, data: { invoiceId: 'inv_1', tone: 'firm' } as never }),
      subject,
      {
        buyer: async () => aMail({ to: address, subject: id }),
        admin: async () => aMail({ to: 'admin@shop.example', subject: `${id} to the shop` }),
      },
    );
  const told = (fact: MailFact, changes = {}) =>
    noteMailFact(deps, { messageId: messageId(key), address, fact, ...changes });
  const { outbox } = sending.messages;
  return { deps, troubles, left, send, told, outbox, clock, messages: sending.messages };
}

test('a mailbox that bounced gets no more mails, and finance hears of the invoice once', async () => {
  const { send, told, left, outbox, troubles } = setup();
  await send('evt_1');
  expect(await told(bounced)).toBe('noted');
  expect(await told(bounced)).toBe('known');
  expect(troubles).toEqual([{ kind: 'mail_bounced', dimension: 'all', example: messageId(key) }]);
  expect(outbox.map(({ data }) => data)).toEqual([
    { messageId: messageId(key), ...subject, reason: 'bounced' },
  ]);
  await send('evt_2');
  expect(left.toSorted()).toEqual(['evt_1', 'evt_1 to the shop', 'evt_2 to the shop']);
  expect(outbox[1]?.data).toEqual({
    messageId: messageId({ ...key, eventId: 'evt_2' }),
    ...subject,
    reason: 'suppressed',
  });
});

test('a delivery that is told after the bounce lifts nothing, nor one that is told before', async () => {
  const { send, told, left, messages } = setup();
  await send('evt_1');
  expect(await told(delivered)).toBe('noted');
  await told(bounced);
  await told(delivered);
  await send('evt_2');
  expect(left).not.toContain('evt_2');
  expect((await messages.find(key))?.facts.buyer).toEqual({ bounced, delivered });
});

test('who complained still gets invoices, but no reminder', async () => {
  const { send, told, left } = setup();
  await send('evt_1');
  await told({ ...bounced, kind: 'complained', detail: 'abuse' });
  await send('evt_2');
  await send('evt_3', 'invoice.reminded');
  expect(left).toContain('evt_2');
  expect(left).not.toContain('evt_3');
});

test('who says that a mail is no spam complains of nothing, and nobody is told', async () => {
  const { send, told, outbox, messages } = setup();
  await send('evt_1');
  await told({ ...bounced, kind: 'complained', detail: 'not-spam' });
  expect(outbox).toEqual([]);
  expect((await messages.find(key))?.facts.buyer ?? {}).toEqual({});
  expect(await told({ ...bounced, kind: 'complained', detail: 'abuse' })).toBe('noted');
});

test('a full mailbox counts, and nobody is told', async () => {
  const { send, told, left, outbox, messages } = setup();
  await send('evt_1');
  await told({ ...bounced, kind: 'undelivered' });
  await send('evt_2');
  expect(left).toContain('evt_2');
  expect(outbox).toEqual([]);
  expect((await messages.standing(address)).standing.undelivered).toHaveLength(1);
});

test('an event of an unknown mail changes nothing', async () => {
  const { told, messages } = setup();
  expect(await told(bounced)).toBe('unknown_mail');
  expect(await told(delivered)).toBe('unknown_mail');
  expect(await told(delivered, { messageId: 'msg_none' })).toBe('unknown_mail');
  expect((await messages.standing(address)).version).toBe(0);
});

test('two facts of a mailbox at once are both kept', async () => {
  const { send, told, messages } = setup();
  await send('evt_1');
  await Promise.all([told(bounced), told({ ...bounced, kind: 'complained', detail: 'abuse' })]);
  expect((await messages.standing(address)).standing).toMatchObject({
    bouncedAt: bounced.at,
    complainedAt: bounced.at,
  });
});

test('a note to the shop that bounces is recorded, but is no task for finance', async () => {
  const { send, told, outbox, messages } = setup();
  await send('evt_1');
  const toShop = messageId({ ...key, name: 'admin' });
  expect(await told(bounced, { messageId: toShop, address: 'admin@shop.example' })).toBe('noted');
  expect(outbox).toEqual([]);
  expect((await messages.find(key))?.facts.admin).toEqual({ bounced });
});

test('a notification that is none of a mail is left alone, and those beside it are noted', async () => {
  const { deps, send, messages } = setup();
  await send('evt_1');
  const event = {
    eventType: 'Delivery',
    delivery: { timestamp: delivered.at },
    mail: { destination: [address], tags: { message: [messageId(key)] } },
  };
  const Records = ['not json', JSON.stringify(event)].map((Message) => ({
    Sns: { Message, MessageId: 'n-1' },
  }));
  const handler = createHandler({ ...deps, mailNewsIn });
  await handler({ Records } as unknown as SNSEvent, {} as never);
  expect((await messages.find(key))?.facts.buyer).toEqual({ delivered });
});
