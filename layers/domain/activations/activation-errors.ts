import { DomainError, type Violation } from '../errors.ts';

/** The password breaks rules; `errors` names each. The link stays as it was. */
export class WeakPasswordError extends DomainError {
  readonly code = 'weak_password';
  override readonly errors: Violation[];

  constructor(errors: Violation[]) {
    super('This password is too weak. The link is still valid.');
    this.errors = errors;
  }
}

/** Unknown, used, replaced and expired links look the same. */
export class ActivationGoneError extends DomainError {
  readonly code = 'activation_gone';

  constructor() {
    super('This link is no longer valid. Ask for a new one: POST /v1/activations.');
  }
}
