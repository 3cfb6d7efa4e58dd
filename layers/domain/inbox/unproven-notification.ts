import { DomainError } from '../errors.ts';

/** A rejected notification: its origin is not proven, or it is not a notification. */
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

/** The notification cannot be verified now; its sender should retry. */
export class VerificationUnavailableError extends DomainError {
  readonly code = 'verification_unavailable';

  constructor(options?: ErrorOptions) {
    super('The notification cannot be verified at the moment. Send it again.', options);
  }
}
