import { DomainError } from '../errors.ts';

/** Something runs that needs the person: it has to end first. */
export class ErasureRefusedError extends DomainError {
  readonly code: ErasureObstacle;

  constructor(code: ErasureObstacle) {
    super(whyRefused[code]);
    this.code = code;
  }
}

export type ErasureObstacle = keyof typeof whyRefused;

const whyRefused = {
  customer_has_subscription: 'A paid plan is running. End it first, or wait until it ends.',
  customer_has_open_dispute: 'A dispute is open. Erase the customer once it is decided.',
  customer_has_unbilled_usage:
    'A month on this plan is not billed yet. Archive the customer and wait until it is, or give it the free plan, which forgoes the bill.',
  customer_has_open_payment:
    'Money is on its way: a payment is open or has no invoice yet, or a refund is not done. Try again once it is.',
};
