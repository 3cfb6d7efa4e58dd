import type { OrderStatus } from '#vocabulary/orders';
import type { OrderFile } from '../files/order-file.ts';
import type { Line } from '../invoices/line.ts';
import type { Locale, Money } from '../money.ts';
import type { Buyer } from '../payments/payment.ts';

export type { OrderStatus } from '#vocabulary/orders';

/** A line at the price of the day of the order, and the product that it was looked up from. */
export type OrderLine = Line & { productId?: string };

/** What a buyer wants to buy, at a price that holds until it expires. Times are ISO 8601 UTC. */
export type Order = {
  /** `ord_…`. */
  id: string;
  status: OrderStatus;
  buyer: Buyer;
  /** Whose it is: a member's customer at once, a guest's once it is paid. */
  customerId?: string;
  /** Nobody was signed in, and no server named a customer. */
  isGuest: boolean;
  lines: OrderLine[];
  total: Money;
  title?: string;
  /** The shop's terms that the buyer has accepted. */
  terms?: { version: string; acceptedAt: string };
  locale: Locale;
  /** What belongs to it, as a print's artwork; absent when nothing was announced. */
  files?: OrderFile[];
  createdAt: string;
  updatedAt: string;
  /** A payment can be opened until then; one that comes later is honoured. */
  expiresAt: string;
  paidBy?: string;
  paidAt?: string;
  /** What completion found: a new customer, one that is not yet activated, or a member. */
  account?: 'made' | 'inactive' | 'member';
  /** Increases with every write; a write states the version that it has read. */
  version: number;
  /** Who ordered: an actor as in the audit trail, or `guest`. */
  createdBy: string;
  /** The request that created it. */
  requestId: string;
};
