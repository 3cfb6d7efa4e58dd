import * as z from 'zod/mini';
import type { Corrected } from '#domain/invoices/correct-invoice';
import { inspectedInvoice, viewInspected } from './inspected-invoices.ts';
import * as part from './parts.ts';
import { buyer } from './payments.ts';

const { address, siren, vatNumber, service, purchaseOrder, deliveryAddress } = buyer.shape;

/** Absent fields stay; null removes. */
export const correctedCustomer = z
  .strictObject({
    name: z.optional(buyer.shape.name),
    kind: buyer.shape.kind,
    email: z.optional(buyer.shape.email),
    address: z.nullish(address),
    siren: z.nullish(siren),
    vatNumber: z.nullish(vatNumber),
    service: z.nullish(service),
    purchaseOrder: z.nullish(purchaseOrder),
    deliveryAddress: z.nullish(deliveryAddress),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, 'must contain a field to change'));

export const correctInvoiceRequest = z.strictObject({
  customer: correctedCustomer,
  reason: part.text(500),
});

/** What an invoice was corrected by. */
export const correctedInvoice = z.object({
  creditNote: inspectedInvoice,
  invoice: inspectedInvoice,
});

export const viewCorrection = (
  { creditNote, invoice }: Corrected,
  urlOf: (id: string) => string,
): z.infer<typeof correctedInvoice> => ({
  creditNote: viewInspected(creditNote, urlOf),
  invoice: viewInspected(invoice, urlOf),
});
