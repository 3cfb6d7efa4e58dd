import type { OutgoingMail } from '#domain/messages/mail-sender';
import type { Brand } from './brand.ts';

export type EnvelopeSettings = {
  brand: Brand;
  /** The verified address that mails come from. */
  from: string;
  now: () => Date;
};

export type Receiver = { address: string; role: 'buyer' | 'admin' };

/**
 * Who a mail is from and for. Its Message-ID is made of what it is about and of the receiver's role,
 * so that a retry keeps it.
 *
 * @param about the id of an event or of a document, whichever has one mail for each receiver.
 */
export const envelope = (
  { brand, from, now }: EnvelopeSettings,
  { address, role }: Receiver,
  about: string,
): Pick<OutgoingMail, 'from' | 'to' | 'messageId' | 'date'> => ({
  from: `${brand.name} <${from}>`,
  to: address,
  messageId: `<${about}.${role}@${from.split('@')[1]}>`,
  date: now(),
});
