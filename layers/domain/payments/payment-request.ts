import type { Caller } from '../access/caller.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { InvoiceStore } from '../invoices/invoice-store.ts';
import type { Currency } from '../money.ts';
import type { Plans } from '../plans/plan.ts';
import type { Buyer, PaymentOrder } from './payment.ts';

/** What a caller asks to have paid; what it costs and whose it is may have to be looked up. */
export type PaymentRequest = Omit<
  PaymentOrder,
  'amount' | 'buyer' | 'description' | 'initiator' | 'orderOwner'
> & {
  /** Minor units. */
  amount?: number;
  currency?: Currency;
  description?: string;
  /** Who pays; an invoice knows it. */
  customer?: Buyer;
};

/** Who asks, and the client token that they carry. */
export type Payer = { caller: Caller; holdsTokenOf: (subject: string) => boolean };

export type LookUp = {
  customers: Pick<CustomerStore, 'find'>;
  invoices: Pick<InvoiceStore, 'find'>;
  plans: Plans;
};
