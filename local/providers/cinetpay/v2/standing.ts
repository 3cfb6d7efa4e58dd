import type { CinetPayment, PaymentState } from '../payment.ts';
import type { Code } from './codes.ts';

/** The API's words for each state; `EXPIRED` with 625 is undocumented. */
const standings: Record<PaymentState, { code: Code; status: string }> = {
  created: { code: '662', status: 'WAITING_FOR_CUSTOMER' },
  waiting: { code: '623', status: 'WAITING_FOR_CUSTOMER' },
  paid: { code: '00', status: 'ACCEPTED' },
  declined: { code: '600', status: 'REFUSED' },
  insufficient: { code: '602', status: 'REFUSED' },
  cancelled: { code: '627', status: 'REFUSED' },
  expired: { code: '625', status: 'EXPIRED' },
};

export function standingOf({ state }: CinetPayment): { code: Code; status: string } {
  return standings[state];
}
