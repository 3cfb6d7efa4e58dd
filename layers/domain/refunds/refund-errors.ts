import { DomainError } from '../errors.ts';

/** Money that cannot be given back as asked. */
export class RefundRefusedError extends DomainError {
  readonly code: 'payment_not_refundable' | 'payment_disputed' | 'refund_exceeds_remaining';

  constructor(code: RefundRefusedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A refund by hand that was ended before. */
export class RefundTaskClosedError extends DomainError {
  readonly code = 'refund_task_closed';

  constructor() {
    super('This refund task has been closed.');
  }
}
