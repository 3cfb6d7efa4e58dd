import type { Clock } from '#domain/clock';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import { type EventMessage, messageAbout } from '#domain/messages/message';
import type { SentParts } from '#domain/messages/message-store';
import { MemoryMessageStore } from '#test/memory-message-store';

/** An event's mails that are to be sent, of a customer of theirs. */
export const aMessage = (changes: Partial<EventMessage> = {}): EventMessage => ({
  ...messageAbout(
    {
      id: 'evt_1',
      type: 'invoice.issued',
      occurredAt: '2026-11-21T10:06:00.000Z',
      requestId: 'request-1',
      data: { invoiceId: 'inv_1' },
    },
    { customerId: 'cus_1', invoiceId: 'inv_1' },
  ),
  ...changes,
});

/** What a run has sent to the buyer. */
export const sentToBuyer = (changes: Partial<SentParts> = {}): SentParts => ({
  sent: ['buyer'],
  mails: { buyer: { to: 'z…@b….example' } },
  events: [],
  ...changes,
});

export const aMail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: 'bonjour@shop.example',
  to: 'aissatou@comptoir-diallo.example',
  subject: 'Votre facture',
  html: '<p>Merci</p>',
  text: 'Merci',
  messageId: '<evt_1.buyer@shop.example>',
  date: new Date('2026-11-21T10:06:00.000Z'),
  ...changes,
});

/** What sending needs besides the mail service. */
export function sendingWith(now: Clock) {
  const messages = new MemoryMessageStore(now);
  let drawn = 0;
  const randomBytes = (length: number) => new Uint8Array(length).fill(drawn++);
  return { messages, mailboxes: messages, now, randomBytes };
}
