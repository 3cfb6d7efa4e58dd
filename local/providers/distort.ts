import type { PaymentFault } from './faults.ts';

/** A sum in the provider's own units. */
export type Sum = {
  amount: number;
  currency: string;
};

/** What the buyer really pays: the requested sum, unless a fault changes it. */
export function distort(asked: Sum, fault: PaymentFault | undefined, otherCurrency: string): Sum {
  switch (fault?.fault) {
    case 'wrongAmount':
      return { ...asked, amount: fault.amount ?? Math.ceil(asked.amount / 2) };
    case 'wrongCurrency':
      return { amount: fault.amount ?? asked.amount, currency: fault.currency ?? otherCurrency };
    case undefined:
      return asked;
  }
}
