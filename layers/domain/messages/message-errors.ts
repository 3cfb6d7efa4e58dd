import { DomainError } from '../errors.ts';

export class MailboxSuppressedError extends DomainError {
  readonly code = 'mailbox_suppressed';

  constructor() {
    super(
      'Mails to this address bounced, or its owner complained. Send a copy of the invoice to another address, or lift the suppression if you know that the address works.',
    );
  }
}

export class MessageNotResendableError extends DomainError {
  readonly code = 'message_not_resendable';

  constructor() {
    super(
      'Only a mail to a customer with an invoice or a credit note, which was not delivered, is sent again. Of a delivered one send a copy: it is marked as such.',
    );
  }
}
