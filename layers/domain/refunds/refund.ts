import type { Money } from '../money.ts';
import { type RefundOrder, refundCauses } from '../payments/payment-provider.ts';

/**
 * `requested`: stored, the provider's answer is not known yet. `manual`: a person must give the
 * money back and note the proof.
 */
export type RefundStatus = 'requested' | 'pending' | 'manual' | 'succeeded' | 'failed';

/** Money given back on a completed payment. Amounts are minor units of the payment's currency. */
export type Refund = {
  /** `ref_…`; also the provider's idempotency key. */
  id: string;
  paymentId: string;
  amount: Money;
  /** Why, for the shop's own people: never shown to the buyer, never told to a provider. */
  reason: string;
  /** What the buyer may read: in the mail, and at providers that show it. */
  noteToBuyer?: string;
  status: RefundStatus;
  requestedBy: string;
  createdAt: string;
  updatedAt: string;
  /** The provider's id. */
  providerReference?: string;
  /** What proves a refund that a person made. */
  proof?: string;
  failure?: { code: string; message: string };
};

/** The failure code of a refund that a person decided not to make. */
export const dropped = 'dropped';

/** What the provider is told. */
export const orderOf = ({ id, amount, noteToBuyer, reason }: Refund): RefundOrder => ({
  id,
  amount,
  ...(noteToBuyer !== undefined && { noteToBuyer }),
  cause: refundCauses.find((cause) => cause === reason),
});

/** The provider knows nothing of it: the money came from the shop's own account. */
export const isGivenByHand = ({ providerReference }: Refund): boolean =>
  providerReference === undefined;

/** Whether the refund still holds its part of what may be given back. */
export const holdsMoney = ({ status }: Refund): boolean => status !== 'failed';
