import type { Payment } from '#domain/payments/payment';
import { paymentIdOf } from './transaction-id.ts';

/** The two APIs that CinetPay runs side by side: the older one, and the one of 2026. */
export type Generation = 'v2' | 'v1';

/**
 * A checkout as stored with a payment: `v2:<transaction id>` or `v1:<transaction id>`.
 *
 * Both generations are asked by our own id, so their tokens need not be stored. The reference names
 * the attempt and the API, since a shop may move from one API to the other meanwhile.
 */
export type Checkout = { generation: Generation; transactionId: string };

export const referenceTo = ({ generation, transactionId }: Checkout): string =>
  `${generation}:${transactionId}`;

/** Undefined when the reference is not a checkout of this payment. */
export function checkoutOf(payment: Payment, reference: string | undefined): Checkout | undefined {
  const [, generation, transactionId = ''] = /^(v1|v2):(.*)$/.exec(reference ?? '') ?? [];
  if (paymentIdOf(transactionId) !== payment.id) return undefined;
  return { generation: generation as Generation, transactionId };
}
