export type MailAttachment = { filename: string; contentType: string; content: Uint8Array };

/** A complete message: everything that the recipient sees, and nothing left to decide. */
export type OutgoingMail = {
  /** `bonjour@boutique.example` or `Boutique Zoé <bonjour@boutique.example>`. */
  from: string;
  to: string;
  replyTo?: string;
  subject: string;
  html: string;
  /** The same content as `html`, for readers without HTML. */
  text: string;
  /** Unique and stable: a retry keeps it, so that mailboxes can recognise the copy. */
  messageId: string;
  date: Date;
  attachments?: MailAttachment[];
  headers?: Record<string, string>;
};

/** How the mail service names a mail when it tells what became of it. */
export type MailMark = {
  /** `msg_…` */
  id: string;
  /** A note to the shop's own people, of whose arrival nothing need be told. */
  isToShop: boolean;
};

/**
 * Port: passes a message to a mail service.
 *
 * Returns once the message is accepted; throws when it was not or when that is unknown, so that the
 * queue retries.
 */
export type MailSender = {
  send(mail: OutgoingMail, mark: MailMark): Promise<void>;
};
