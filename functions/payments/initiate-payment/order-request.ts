import type * as z from 'zod/mini';
import type { initiatePaymentRequest } from '#contract/payments';
import type { Caller } from '#domain/access/caller';
import type { CustomerStore } from '#domain/customers/customer-store';
import type { InvoiceStore } from '#domain/invoices/invoice-store';
import type { Plans } from '#domain/plans/plan';

export type Request = z.infer<typeof initiatePaymentRequest>;

/** Who asks, and the client token that they carry. */
export type Payer = { caller: Caller; holdsTokenOf: (subject: string) => boolean };

export type OrderDeps = {
  customers: Pick<CustomerStore, 'find'>;
  invoices: Pick<InvoiceStore, 'find'>;
  plans: Plans;
};
