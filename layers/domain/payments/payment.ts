import type { Method, PaymentStatus } from '#vocabulary/payments';
import type { ProviderName } from '#vocabulary/providers';
import type { ExemptionReason } from '../invoices/exemption.ts';
import type { PostalAddress } from '../invoices/invoice.ts';
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
};

/** What is paid for, amounts TTC in minor units of the payment's currency. */
export type PaymentLine = {
  description: string;
  /** Up to four decimals; below zero for what is taken back. */
  quantity: number;
  unitAmount: number;
  /** Basis points; the seller's default rate when absent. */
  vatRate?: number;
  /** Why the rate is 0. */
  exemption?: ExemptionReason;
  /** Taken off the line. */
  discount?: { amount: number; reason: string };
};

/**
 * Who asks for a payment: the shop's own server, a member of the customer, the shop's people, or
 * somebody who holds a link and may be anybody.
 */
export type InitiatorKind = 'server' | 'member' | 'staff' | 'link';

export type Initiator = {
  kind: InitiatorKind;
  /** Acts for the payment's customer itself: its saved cards are theirs to see and to use. */
  isCustomer: boolean;
};

/** Taken off the whole, TTC; shared among the rates of the lines where it names none. */
export type PaymentDiscount = { amount: number; reason: string; vatRate?: number };

/** What a caller asks for. */
export type PaymentOrder = {
  amount: Money;
  method: Method;
  provider?: ProviderName;
  action: PaymentAction['kind'];
  buyer: Buyer;
  description: string;
  lines?: PaymentLine[];
  discounts?: PaymentDiscount[];
  returnUrl?: string;
  cancelUrl?: string;
  orderId?: string;
  /** The plan that the buyer's customer gets for a month. */
  planId?: string;
  /** The issued invoice that is paid. */
  invoiceId?: string;
  initiator: Initiator;
  /** The customer whose own server named the order: two of them may use the same order number. */
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
  /** Until then the buyer may pay. */
  expiresAt: string;
  /** When the provider is asked unprompted; absent once there is nothing to find out. */
  checkAt?: string;
  /** Counts the writes: every write says which one it has seen. */
  version: number;
  /** The API key that a bound customer's payment belongs to, if any. */
  ownerId?: string;
  /** The request that initiated it. */
  requestId: string;
  /** The provider's own id of the open checkout. */
  providerReference?: string;
  /** Only while the payment is open: it lets one act. */
  action?: PaymentAction;
  /** How the payment ends once the provider has closed its checkout for us. */
  closing?: 'cancelled' | 'expired';
  /** What the provider really took, in the currency that was asked for. */
  amountPaid?: Money;
  /** What it took instead in another one: a case for review. */
  paidOtherwise?: AnyMoney;
  completedAt?: string;
  failure?: { code: string; message: string };
  /** The buyer's last try that was declined; they may have paid by another one since. */
  lastDecline?: Decline;
  /** The provider's id of the money it took. */
  providerTransaction?: string;
  /** SHA-256 of the token that proves the provider's notifications, where it uses one. */
  notificationTokenHash?: string;
  /** Another payment had already paid for the same order. */
  isDuplicate?: boolean;
  /** What has been given back. */
  amountRefunded: Money;
  /** What has been given back or is on its way: never more than what was taken. */
  amountReserved: Money;
  refundState: 'none' | 'partial' | 'full';
  dispute: null | 'open' | 'won' | 'lost';
  /**
   * What the provider withholds for a dispute, or has given to the buyer because one was lost; a
   * warning withholds nothing. Absent once the money is free again.
   */
  amountDisputed?: Money;
};

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
