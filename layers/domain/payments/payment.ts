import type { Method, PaymentStatus } from '#vocabulary/payments';
import type { ProviderName } from '#vocabulary/providers';
import type { PostalAddress } from '../invoices/invoice.ts';
import type { DiscountOnAll, Line } from '../invoices/line.ts';
import { type AnyMoney, type Locale, type Money, money } from '../money.ts';
import type { Decline } from './decline.ts';

export type { Method, PaymentStatus } from '#vocabulary/payments';
export type { ProviderName } from '#vocabulary/providers';

/** What the buyer must do next. */
export type PaymentAction =
  | { kind: 'redirect'; url: string }
  /** An image to scan, and links that open the app on the same phone. */
  | { kind: 'qr'; payload: string; png: string; svg: string; deepLinks: Record<string, string> }
  /** The buyer confirms on the phone. */
  | { kind: 'push'; instructions: string }
  | {
      kind: 'sdk';
      provider: 'stripe';
      clientSecret: string;
      /** For the customer itself: saved cards in the mobile sheet. */
      customerSessionClientSecret?: string;
    };

export type Buyer = {
  email: string;
  name: string;
  phone?: string;
  customerId?: string;
  kind?: 'person' | 'company';
  address?: PostalAddress;
  siren?: string;
  vatNumber?: string;
  /** The department that orders, its own number of the order, and where goods go. */
  service?: string;
  purchaseOrder?: string;
  deliveryAddress?: PostalAddress;
};

/**
 * Who asks for a payment: the shop's own server, a member of the customer, the shop's people, or
 * anyone with a link.
 */
export type InitiatorKind = 'server' | 'member' | 'staff' | 'link';

export type Initiator = {
  kind: InitiatorKind;
  /** Acts for the payment's customer, whose saved cards it may see and use. */
  isCustomer: boolean;
};

/** A deposit's invoice, and what of it is subtracted; minor units, with VAT. */
export type UsedDeposit = { invoiceId: string; grossMinor: number };

/** What a caller asks for. */
export type PaymentOrder = {
  amount: Money;
  method: Method;
  provider?: ProviderName;
  action: PaymentAction['kind'];
  buyer: Buyer;
  description: string;
  /** What is paid for; without any, the description is. */
  lines?: Line[];
  discounts?: DiscountOnAll[];
  returnUrl?: string;
  cancelUrl?: string;
  orderId?: string;
  /** The plan that the buyer's customer gets for a month. */
  planId?: string;
  /** The issued invoice to pay. */
  invoiceId?: string;
  /** A deposit's invoice has a type and a series of its own; every other payment is of a sale. */
  kind?: 'sale' | 'deposit';
  /** The deposits that are subtracted from the lines: what remains is the amount. */
  deposits?: UsedDeposit[];
  initiator: Initiator;
  /** The customer whose own server named the order: two customers may use the same order number. */
  orderOwner?: string;
  locale: Locale;
  metadata: Record<string, string>;
};

/**
 * One attempt-carrying intent to pay one thing with one provider. Times are ISO 8601 UTC.
 */
export type Payment = Omit<PaymentOrder, 'provider' | 'action'> & {
  id: string;
  status: PaymentStatus;
  provider: ProviderName;
  actionWanted: PaymentAction['kind'];
  createdAt: string;
  updatedAt: string;
  /** The buyer may pay until then. */
  expiresAt: string;
  /** When to ask the provider unprompted; absent when there is nothing left to learn. */
  checkAt?: string;
  /** Increases with every write; a write states the version that it has read. */
  version: number;
  /** The API key that owns a bound customer's payment, if any. */
  ownerId?: string;
  /** The request that initiated it. */
  requestId: string;
  /** The provider's own id of the open checkout. */
  providerReference?: string;
  /** Only while the payment is open, since it allows to act. */
  action?: PaymentAction;
  /** The payment's final status once the provider has closed its checkout for us. */
  closing?: 'cancelled' | 'expired';
  /** What the provider really took, in the currency that was asked for. */
  amountPaid?: Money;
  /** What it took instead in another one: a case for review. */
  paidOtherwise?: AnyMoney;
  completedAt?: string;
  failure?: { code: string; message: string };
  /** The buyer's last declined attempt; another one may have succeeded since. */
  lastDecline?: Decline;
  /** When each attempt was declined that we know of, at most ten. */
  declinedAt?: string[];
  /** When it ended without money; money that came later has completed it all the same. */
  ended?: Partial<Record<Ended, string>>;
  /** How long our answer took, the provider's included; only while the payment is open. */
  respondedInMs?: number;
  /** The provider's id of the transaction. */
  providerTransaction?: string;
  /** SHA-256 of the token that proves the provider's notifications, where it uses one. */
  notificationTokenHash?: string;
  /** Another payment had already paid for the same order. */
  isDuplicate?: boolean;
  /** Minor units that have been refunded. */
  amountRefunded: Money;
  /** Minor units refunded or on their way back: never more than what was taken. */
  amountReserved: Money;
  refundState: 'none' | 'partial' | 'full';
  dispute: null | 'open' | 'won' | 'lost';
  /**
   * What the provider withholds for a dispute, or has given to the buyer because one was lost; a
   * warning withholds nothing. Absent once the money is free again.
   */
  amountDisputed?: Money;
};

/** How a payment may end other than by the money that was asked for. */
export type Ended = Exclude<PaymentStatus, 'pending' | 'processing' | 'completed'>;

/** What the provider really took, in whichever currency; undefined while nothing came. */
export const takenOf = ({ amountPaid, paidOtherwise }: Payment): AnyMoney | undefined =>
  amountPaid ?? paidOtherwise;

/**
 * The same as money of the payment, which is how its sums and refunds are reckoned: of another
 * currency that came they count the minor units, and the ledger names it.
 */
export const takenAmount = (payment: Payment): Money =>
  money(takenOf(payment)?.minor ?? 0, payment.amount.currency);

export const isOpen = ({ status }: Payment): boolean =>
  status === 'pending' || status === 'processing';
