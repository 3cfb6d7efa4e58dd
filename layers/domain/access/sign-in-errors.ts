import { DomainError } from '../errors.ts';

/** Trying again at once would fail the same way; starting from a page of ours may work. */
export class SignInFailedError extends DomainError {
  readonly code = 'sign_in_failed';

  constructor() {
    super('Signing in did not work. Allow cookies for this site, and start again.');
  }
}

/** Who checks passwords cannot be reached, or is too busy. The same request may be repeated. */
export class SignInUnavailableError extends DomainError {
  readonly code = 'sign_in_unavailable';

  constructor(
    message = 'Signing in does not work at the moment. Try again in a minute.',
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
