import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { InvoiceStore } from '../invoices/invoice-store.ts';
import type { Currency } from '../money.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { Plans } from '../plans/plan.ts';
import type { Buyer, PaymentOrder } from './payment.ts';

/** What a caller asks to pay; amount and customer may have to be looked up. */
export type PaymentRequest = Omit<
  PaymentOrder,
  'amount' | 'buyer' | 'description' | 'initiator' | 'orderOwner' | 'deposits'
> & {
  /** Minor units. */
  amount?: number;
  currency?: Currency;
  description?: string;
  /** The ids of the invoices of deposits that the shop's server names. */
  deposits?: string[];
  /** The payer; an invoice already knows its own. */
  customer?: Buyer;
};

/** The caller, and the client token that they carry. */
export type Payer = { caller: Caller; holdsTokenOf: (subject: string) => boolean };

export type LookUp = {
  customers: Pick<CustomerStore, 'find'>;
  invoices: Pick<InvoiceStore, 'find'>;
  plans: Plans;
  orders: Pick<OrderStore, 'find'>;
  now: Clock;
};
