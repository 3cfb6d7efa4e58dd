import { folded } from '../folded.ts';
import type { Payment } from './payment.ts';

/** The texts that a search covers: what people read about a payment here or at the provider. */
const searched = (payment: Payment): string =>
  folded(
    [
      payment.id,
      payment.description,
      payment.buyer.name,
      payment.buyer.email,
      payment.orderId,
      payment.providerReference,
      payment.providerTransaction,
    ]
      .filter((text) => text !== undefined)
      .join(' | '),
  );

/** Returns a test for the payments that match a search. */
export function searchFor(q: string): (payment: Payment) => boolean {
  const wanted = folded(q);
  return (payment) => searched(payment).includes(wanted);
}
