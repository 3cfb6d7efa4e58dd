import { DomainError } from '../errors.ts';

/** What is over, or has become another episode, needs nobody any more. */
export class AlertOverError extends DomainError {
  readonly code = 'alert_resolved';

  constructor() {
    super('This alert has resolved: nobody need look after it any more.');
  }
}
