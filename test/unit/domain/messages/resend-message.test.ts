import { actOf } from '#domain/audit/audit-entry';
import type { Invoice } from '#domain/invoices/invoice-store';
import type { MailFact } from '#domain/messages/fate';
import { messageId } from '#domain/messages/message';
import { resendMessage } from '#domain/messages/resend-message';
import { causeOf } from '#domain/messages/send-again';
import { sendOnce } from '#domain/messages/send-once';
import { standingAfter, unknownMailbox } from '#domain/messages/suppression';
import { SettableClock } from '#test/clock';
import { anInvoice } from '#test/invoices';
import { aMail, aMessage, sendingWith, sentToBuyer } from '#test/messages';

const { email: address } = anInvoice().customer;
const invoice = { id: 'inv_1', content: anInvoice() } as Invoice;
const key = { owner: 'cus_1', eventId: 'evt_1', name: 'buyer' };
const bounced: MailFact = { kind: 'bounced', at: '2026-11-21T10:07:00.000Z', feedbackId: 'f-1' };

async function setup({ cause = aMessage().cause, name = 'buyer' } = {}) {
  const clock = new SettableClock('2026-11-21T11:00:00.000Z');
  const sending = sendingWith(clock.now);
  const { messages } = sending;
  const message = aMessage({ cause });
  await messages.claim(message);
  const mails = { [name]: { to: 'c…@c….example' } };
  await messages.markAllSent(message, sentToBuyer({ sent: [name], mails }));
  const deps = {
    fates: messages,
    invoices: { find: async (id: string) => (id === 'inv_1' ? invoice : undefined) },
    pause: async () => {},
  };
  const caller = { kind: 'person', subject: 'user-1', roles: ['finance'] } as never;
  const resend = (liftsSuppression = false, id = messageId({ ...key, name })) =>
    resendMessage(deps, actOf(sending, caller, 'request-2'), { id, liftsSuppression });
  const suppress = async () => {
    const after = standingAfter(unknownMailbox, bounced);
    messages.standings.set(address, { standing: after, version: 1 });
  };
  return { sending, messages, deps, resend, suppress };
}

test('a mail that did not arrive is sent again, to its one recipient, as a mail of its own', async () => {
  const { sending, messages, resend } = await setup();
  const event = await resend();
  const again = await causeOf({ fates: messages }, event);
  expect(again).toMatchObject({ id: event.id, type: 'invoice.issued', onlyTo: 'buyer' });
  const left: { to: string; messageId: string }[] = [];
  const deps = {
    ...sending,
    mails: { send: async (mail: (typeof left)[0]) => void left.push(mail) },
  };
  const letters = {
    buyer: async () => aMail({ to: address }),
    admin: async () => aMail({ to: 'admin@shop.example' }),
  };
  for (const _again of [1, 2]) await sendOnce(deps, again, { customerId: 'cus_1' }, letters);
  expect(left.map(({ to }) => to)).toEqual([address]);
  expect(left[0]!.messageId).toBe(`<${event.id}.evt_1.buyer@shop.example>`);
});

test('to a mailbox that takes no mails nothing is sent again, unless somebody knows that it works', async () => {
  const { messages, resend, suppress } = await setup();
  await suppress();
  await expect(resend()).rejects.toMatchObject({ code: 'mailbox_suppressed' });
  expect(messages.outbox).toEqual([]);
  await resend(true);
  expect((await messages.glanceAt(address)).liftedAt).toBe('2026-11-21T11:00:00.000Z');
  expect(messages.outbox.map(({ type }) => type)).toEqual(['message.resent']);
  await resend();
});

test('a delivered invoice is not mailed a second time', async () => {
  const { messages, resend } = await setup();
  await messages.addFact(key, { kind: 'delivered', at: '2026-11-21T10:07:00.000Z' });
  await expect(resend()).rejects.toMatchObject({ code: 'message_not_resendable' });
});

test.each([
  ['a note to the shop', { name: 'admin' }],
  ['a link, which has expired', { cause: { ...aMessage().cause, type: 'activation.requested' } }],
])('%s is not sent again', async (_, of) => {
  const { resend } = await setup(of);
  await expect(resend()).rejects.toMatchObject({ code: 'message_not_resendable' });
});

test('a mail that is not known is not found', async () => {
  const { resend } = await setup();
  await expect(resend(false, 'msg_none')).rejects.toMatchObject({ code: 'message_not_found' });
  const other = messageId({ ...key, name: 'customer' });
  await expect(resend(false, other)).rejects.toMatchObject({ code: 'message_not_found' });
});
