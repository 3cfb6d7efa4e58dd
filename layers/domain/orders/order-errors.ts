import { DomainError } from '../errors.ts';

/** The order cannot be paid, now or any more. */
export class OrderNotPayableError extends DomainError {
  readonly code: keyof typeof whyNotPayable;

  constructor(code: OrderNotPayableError['code']) {
    super(whyNotPayable[code]);
    this.code = code;
  }
}

const whyNotPayable = {
  order_already_paid: 'This order has been paid.',
  order_cancelled: 'This order is cancelled.',
  order_refunded: 'This order was paid and refunded.',
  order_expired: 'The prices of this order hold no more. Order again.',
};

/** Only a paid order is fulfilled, and what is delivered is not cancelled. */
export class OrderNotMovableError extends DomainError {
  readonly code = 'order_not_movable';

  constructor(status: string, to: string) {
    super(`An order that is ${status} cannot become ${to}.`);
  }
}
