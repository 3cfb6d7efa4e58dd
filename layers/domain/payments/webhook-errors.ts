import { DomainError } from '../errors.ts';

/** A notification that is not taken in: it does not prove where it comes from, or is no notification. */
export class WebhookRejectedError extends DomainError {
  readonly code: 'signature_missing' | 'signature_invalid' | 'signature_stale' | 'body_empty';

  constructor(code: WebhookRejectedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
