import { DomainError } from '../errors.ts';

/** The refund is not possible as requested. */
export class RefundRefusedError extends DomainError {
  readonly code: 'payment_not_refundable' | 'payment_disputed' | 'refund_exceeds_remaining';

  constructor(code: RefundRefusedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The refund task was ended before. */
export class RefundTaskClosedError extends DomainError {
  readonly code = 'refund_task_closed';

  constructor() {
    super('This refund task has been closed.');
  }
}
