import type { AmountBounds } from '#vocabulary/provider-settings';
import type { AnyMoney, Money } from '../money.ts';
import type { DeclineCode } from './decline.ts';
import type { Method, Payment, PaymentAction, ProviderName } from './payment.ts';

/** Where the provider sends the buyer's browser afterwards, and its notifications. */
export type ComeBackUrls = { success: string; cancel: string; notify: string };

/** The result of opening a checkout. `unknown` never becomes a failure by itself. */
export type OpenAnswer =
  | {
      kind: 'opened';
      reference: string;
      action: PaymentAction;
      /** Will prove the provider's notifications; only its hash is stored. */
      notificationToken?: string;
    }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'unknown'; cause: unknown };

/** ISO 8601 UTC, when the provider reports a time. */
export type ToldDecline = { code: DeclineCode; at?: string };

/** The provider's current state. An amount is what it really took, in its own currency code. */
export type ProviderState =
  /** The buyer may pay; a decline is that of their last attempt, which they may repeat. */
  | { state: 'pending'; decline?: ToldDecline }
  | { state: 'processing' }
  | {
      state: 'paid';
      amount: AnyMoney;
      /** The id that refunds and disputes name: payment intent, capture. */
      transaction?: string;
    }
  | { state: 'failed'; code: string; message: string; decline?: ToldDecline }
  | { state: 'cancelled' }
  | { state: 'expired' };

export type ProviderRefund = {
  /** The provider's id. */
  reference: string;
  /** Our id, as we gave it to the provider; absent on a refund made in its dashboard. */
  refundId?: string;
  minor: number;
  status: 'pending' | 'succeeded' | 'failed';
};

/** The result of asking for a refund. `manual`: the provider cannot do it, a person must. */
export type RefundAnswer =
  | { kind: 'accepted'; reference: string; status: 'pending' | 'succeeded' }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'manual' }
  | { kind: 'unknown'; cause: unknown };

/** What the provider says now of disputes over a payment, all of them together. */
export type ProviderDispute = {
  state: NonNullable<Payment['dispute']>;
  /**
   * What it withholds because of them or has given to the buyer: nothing for a warning, a part where
   * a part is contested. Absent where it does not say how much: all that is left then.
   */
  withheldMinor?: number;
};

/** The provider's current state of refunds and dispute. */
export type MoneyBackAnswer =
  | {
      kind: 'known';
      /** Every refund, including those made in its dashboard. */
      refunds: ProviderRefund[];
      dispute: ProviderDispute | null;
    }
  | { kind: 'unknown'; cause: unknown };

/** The owner of a provider's transaction; no payment id when it is not ours. */
export type OwnerAnswer =
  | { kind: 'known'; paymentId?: string }
  | { kind: 'unknown'; cause: unknown };

/** A page of notifications, as they would have been delivered, oldest or newest first. */
export type MissedAnswer =
  | { kind: 'known'; rawBodies: string[]; nextCursor?: string }
  | { kind: 'unknown'; cause: unknown };

/**
 * What a provider learns about a refund. Excludes the shop's own reason, since a provider may show
 * everything to the buyer.
 */
export type RefundOrder = {
  id: string;
  amount: Money;
  /** Written for the buyer; shown by providers that support it. */
  noteToBuyer?: string;
  /** The reason, when it is one of these words. */
  cause?: RefundCause;
};

export const refundCauses = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;
type RefundCause = (typeof refundCauses)[number];

export type StatusAnswer =
  | { kind: 'known'; reference: string; now: ProviderState }
  /** The provider knows no checkout of this payment. */
  | { kind: 'absent' }
  | { kind: 'unknown'; cause: unknown };

export type CancelAnswer =
  | { kind: 'cancelled' }
  | { kind: 'already_final' }
  | { kind: 'unknown'; cause: unknown };

/** A provider's abilities, which decide who serves a method in a currency. */
export type Capabilities = {
  methods: readonly Method[];
  actions: readonly PaymentAction['kind'][];
  amounts: AmountBounds;
  /** `manual`: a person refunds and records the proof. */
  refunds: 'partial' | 'manual';
};

/**
 * The port that every provider's adapter implements. No method throws for a fault of the provider:
 * a time-out, an error of theirs or a cut connection gives the answer `unknown`.
 */
export type PaymentProvider = {
  readonly name: ProviderName;
  readonly capabilities: Capabilities;
  /** The provider's side that this deployment uses, when notifications name theirs. */
  readonly mode?: 'test' | 'live';
  /**
   * Opens a checkout. Uses the payment's id as the provider's idempotency key: asking twice opens
   * one checkout.
   */
  open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer>;
  /**
   * Asks for the payment's current state. If the provider waits for the merchant to capture
   * approved money, captures it here, unless the payment is closed or being closed.
   *
   * @param reference the checkout that a notification named; it is trusted only when the provider
   * itself confirms that it belongs to this payment.
   */
  status(payment: Payment, reference?: string): Promise<StatusAnswer>;
  cancel(payment: Payment): Promise<CancelAnswer>;
  /**
   * Requests a refund, with its id as the provider's idempotency key: asking twice refunds once.
   */
  refund(payment: Payment, refund: RefundOrder): Promise<RefundAnswer>;
  /** Asks for the state of a payment's refunds and dispute. */
  moneyBack(payment: Payment): Promise<MoneyBackAnswer>;
  /** Finds the payment that a refund or a dispute is about. */
  ownerOf(transaction: string): Promise<OwnerAnswer>;
  /**
   * Returns notifications that the provider made since then and could not deliver; absent when it
   * keeps no list of them.
   */
  missedNotifications?(since: Date, cursor?: string): Promise<MissedAnswer>;
};

/** A shop's customers at a provider that stores customers itself. */
export type ProviderCustomers = {
  /** The customer's name and address, as stored: never as a payer states them. */
  contactOf(customerId: string): Promise<{ name: string; email: string } | undefined>;
  find(customerId: string): Promise<string | undefined>;
  /** Stores the reference unless there is one; returns the stored one. */
  keep(customerId: string, reference: string): Promise<string>;
};

/** Creates the adapter when a function first needs it, with secrets from their store. */
export type PaymentProviders = (name: ProviderName) => Promise<PaymentProvider>;
