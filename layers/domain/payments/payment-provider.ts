import type { AnyMoney, Currency, Money } from '../money.ts';
import type { DeclineCode } from './decline.ts';
import type { Method, Payment, PaymentAction, ProviderName } from './payment.ts';

/** Where the provider sends the buyer's browser afterwards, and its notifications. */
export type ComeBackUrls = { success: string; cancel: string; notify: string };

/** What opening a checkout came to. `unknown` never becomes a failure by itself. */
export type OpenAnswer =
  | {
      kind: 'opened';
      reference: string;
      action: PaymentAction;
      /** What the provider will prove its notifications by; only its hash is stored. */
      notificationToken?: string;
    }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'unknown'; cause: unknown };

/** ISO 8601 UTC, where the provider tells when. */
export type ToldDecline = { code: DeclineCode; at?: string };

/** What the provider says now. An amount is what it really took, in its own currency code. */
export type ProviderState =
  /** The buyer may pay: a decline is that of their last try, of which there may be more. */
  | { state: 'pending'; decline?: ToldDecline }
  | { state: 'processing' }
  | {
      state: 'paid';
      amount: AnyMoney;
      /** What refunds and disputes name: payment intent, capture. */
      transaction?: string;
    }
  | { state: 'failed'; code: string; message: string; decline?: ToldDecline }
  | { state: 'cancelled' }
  | { state: 'expired' };

export type ProviderRefund = {
  /** The provider's id. */
  reference: string;
  /** Ours, as we gave it to the provider; absent on a refund made in its dashboard. */
  refundId?: string;
  minor: number;
  status: 'pending' | 'succeeded' | 'failed';
};

/**
 * What asking for a refund came to. `manual`: the provider has no way to do it, a person must.
 */
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

/** What the provider says now of money that went back or is contested. */
export type MoneyBackAnswer =
  | {
      kind: 'known';
      /** Every refund, those made in its dashboard too. */
      refunds: ProviderRefund[];
      dispute: ProviderDispute | null;
    }
  | { kind: 'unknown'; cause: unknown };

/** Whose money a transaction of the provider is; no payment id when it is not one of ours. */
export type OwnerAnswer =
  | { kind: 'known'; paymentId?: string }
  | { kind: 'unknown'; cause: unknown };

/** A page of notifications, as they would have been delivered, oldest or newest first. */
export type MissedAnswer =
  | { kind: 'known'; rawBodies: string[]; nextCursor?: string }
  | { kind: 'unknown'; cause: unknown };

/**
 * What a provider is told of a refund. The shop's own reason is not part of it: what a provider is
 * told, it may show to the buyer.
 */
export type RefundOrder = {
  id: string;
  amount: Money;
  /** Written for the buyer; shown by providers that show such a note. */
  noteToBuyer?: string;
  /** The reason, where it is one of these words and no free text. */
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

/** What a provider can do; it decides who serves a method in a currency. */
export type Capabilities = {
  methods: readonly Method[];
  actions: readonly PaymentAction['kind'][];
  /** Smallest and largest charge in minor units, for each currency that it takes. */
  amounts: Partial<Record<Currency, { min: number; max: number; multipleOf?: number }>>;
  /** `manual`: a person gives the money back and notes the proof. */
  refunds: 'partial' | 'manual';
};

/**
 * The port that every provider's adapter implements. No method throws for a fault of the provider:
 * a time-out, an error of theirs or a cut connection is the answer `unknown`.
 */
export type PaymentProvider = {
  readonly name: ProviderName;
  readonly capabilities: Capabilities;
  /** Which side of the provider this deployment belongs to, where notifications tell theirs. */
  readonly mode?: 'test' | 'live';
  /** Uses the payment's id as the provider's idempotency key: asking twice opens one checkout. */
  open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer>;
  /**
   * Asks what has become of the payment. Where the provider waits for the merchant to take money that
   * the buyer has approved, it is taken here, unless the payment is closed or being closed.
   *
   * @param reference the checkout that a notification named; it is believed only when the provider
   *   itself says that it belongs to this payment.
   */
  status(payment: Payment, reference?: string): Promise<StatusAnswer>;
  cancel(payment: Payment): Promise<CancelAnswer>;
  /** Uses the refund's id as the provider's idempotency key: asking twice refunds once. */
  refund(payment: Payment, refund: RefundOrder): Promise<RefundAnswer>;
  /** Asks what has become of a payment's money after it was taken. */
  moneyBack(payment: Payment): Promise<MoneyBackAnswer>;
  /** Finds the payment that a refund or a dispute is about. */
  ownerOf(transaction: string): Promise<OwnerAnswer>;
  /**
   * Notifications that the provider has made since and could not deliver; absent where it keeps no
   * list of them.
   */
  missedNotifications?(since: Date, cursor?: string): Promise<MissedAnswer>;
};

/** Who a customer of the shop's is at a provider that keeps customers of its own. */
export type ProviderCustomers = {
  /** How the customer is called and written to, as stored: never as a payer says. */
  contactOf(customerId: string): Promise<{ name: string; email: string } | undefined>;
  find(customerId: string): Promise<string | undefined>;
  /** Answers the one that was kept first. */
  keep(customerId: string, reference: string): Promise<string>;
};

/** Builds the adapter when a function first needs it, with secrets read from their store. */
export type PaymentProviders = (name: ProviderName) => Promise<PaymentProvider>;
