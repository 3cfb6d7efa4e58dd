import type { CinetPayment, PaymentState } from '../payment.ts';

/**
 * The API's words for each state. Only 100, 2001 and 2005 are documented, and integrators also see
 * 100 with PENDING: the status counts, never the code.
 */
const standings: Record<PaymentState, { code: number; status: string }> = {
  created: { code: 2001, status: 'INITIATED' },
  waiting: { code: 100, status: 'PENDING' },
  paid: { code: 100, status: 'SUCCESS' },
  declined: { code: 2010, status: 'FAILED' },
  insufficient: { code: 2005, status: 'INSUFFICIENT_BALANCE' },
  cancelled: { code: 2010, status: 'CANCELED' },
  expired: { code: 2010, status: 'EXPIRED' },
};

export function standingOf({ state }: CinetPayment): { code: number; status: string } {
  return standings[state];
}
