import type { Payment } from '#domain/payments/payment';
import { paymentIdOf } from './transaction-id.ts';

/** The two APIs that CinetPay runs side by side: the older one, and the one of 2026. */
export type Generation = 'v2' | 'v1';

/**
 * One checkout, as a payment remembers it: `v2:<transaction id>` or `v1:<transaction id>`.
 *
 * Both generations are asked by the id that we chose, so their own tokens need not be kept. It says
 * which attempt was opened, and where, for a shop may move from one API to the other meanwhile.
 */
export type Checkout = { generation: Generation; transactionId: string };

export const referenceTo = ({ generation, transactionId }: Checkout): string =>
  `${generation}:${transactionId}`;

/** Undefined when the reference leads to no checkout of this payment. */
export function checkoutOf(payment: Payment, reference: string | undefined): Checkout | undefined {
  const [, generation, transactionId = ''] = /^(v1|v2):(.*)$/.exec(reference ?? '') ?? [];
  if (paymentIdOf(transactionId) !== payment.id) return undefined;
  return { generation: generation as Generation, transactionId };
}
