import type { OutgoingMail } from '#domain/messages/mail-sender';
import type { Brand } from '#vocabulary/brand';

export type EnvelopeSettings = {
  brand: Brand;
  /** The verified sender address. */
  from: string;
  now: () => Date;
};

export type Receiver = { address: string; role: 'buyer' | 'admin' };

/**
 * Sender, recipient and Message-ID of a mail. The id is made from the subject and the recipient's
 * role, so that a retry keeps it.
 *
 * @param about the id of an event or of a document that has one mail for each recipient.
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
