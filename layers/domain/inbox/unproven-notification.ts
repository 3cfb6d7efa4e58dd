import { DomainError } from '../errors.ts';

/** A notification that is not taken in: it does not prove where it comes from, or is no notification. */
export class WebhookRejectedError extends DomainError {
  readonly code:
    | 'signature_missing'
    | 'signature_invalid'
    | 'signature_stale'
    | 'certificate_not_allowed'
    | 'sender_not_allowed'
    | 'body_empty';

  constructor(code: WebhookRejectedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether a notification is genuine cannot be found out now: its sender shall try again. */
export class VerificationUnavailableError extends DomainError {
  readonly code = 'verification_unavailable';

  constructor(options?: ErrorOptions) {
    super('The notification cannot be verified at the moment. Send it again.', options);
  }
}
