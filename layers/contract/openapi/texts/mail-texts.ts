import type { Texts } from './texts.ts';

export const mailTexts: Texts = {
  Message: {
    self: 'The mails about one event.',
    cause: 'The type of the event that caused them.',
    sentAt: 'When the last of them was accepted by the mail service.',
    mails: 'One for each recipient; empty when nobody had to be told.',
  },
  ResendMessageRequest: {
    self: 'How the mail is sent again.',
    liftSuppression: 'You know that the mailbox takes mails: what was told before does not count.',
  },
  ResentMessage: { self: 'The mail will be sent again.' },
};
