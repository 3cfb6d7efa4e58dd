import type { Money } from '../money.ts';
import { type RefundOrder, refundCauses } from '../payments/payment-provider.ts';

/**
 * `requested`: stored, the provider's answer is not known yet. `manual`: a person must refund and
 * record the proof.
 */
export type RefundStatus = 'requested' | 'pending' | 'manual' | 'succeeded' | 'failed';

/** A refund of a completed payment. Amounts are minor units of the payment's currency. */
export type Refund = {
  /** `ref_…`; also the provider's idempotency key. */
  id: string;
  paymentId: string;
  amount: Money;
  /** The reason, for the shop's own people: never shown to the buyer or told to a provider. */
  reason: string;
  /** The note to the buyer: in the mail, and at providers that show it. */
  noteToBuyer?: string;
  status: RefundStatus;
  requestedBy: string;
  createdAt: string;
  updatedAt: string;
  /** The provider's id. */
  providerReference?: string;
  /** The evidence of a refund that a person made. */
  proof?: string;
  failure?: { code: string; message: string };
};

/** The failure code of a refund that a person decided not to make. */
export const dropped = 'dropped';

/** What the provider learns. */
export const orderOf = ({ id, amount, noteToBuyer, reason }: Refund): RefundOrder => ({
  id,
  amount,
  ...(noteToBuyer !== undefined && { noteToBuyer }),
  cause: refundCauses.find((cause) => cause === reason),
});

/** The provider does not know it: the money came from the shop's own account. */
export const isGivenByHand = ({ providerReference }: Refund): boolean =>
  providerReference === undefined;

/** Whether the refund still reserves its amount. */
export const holdsMoney = ({ status }: Refund): boolean => status !== 'failed';
