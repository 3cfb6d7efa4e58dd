import * as z from 'zod/mini';
import type { BulkRow } from '#domain/invoices/act-on-invoices';
import type { Regenerated } from '#domain/invoices/regenerate-invoice';
import { errorCodes } from '#vocabulary/error-codes';
import * as part from './parts.ts';

/** Without an address, to the customer's own. */
export const resendInvoiceRequest = z.strictObject({ email: z.optional(part.email) });

const reason = z.optional(part.text(500));

export const setInvoiceStatusRequest = z.discriminatedUnion('status', [
  z.strictObject({ status: z.enum(['sent', 'overdue', 'cancelled']), reason }),
  /** Paid past the providers; `proof` names the transfer, the receipt or the cheque. */
  z.strictObject({
    status: z.literal('paid'),
    method: z.enum(['transfer', 'cash', 'cheque']),
    proof: part.text(200),
  }),
]);

const invoiceId = z
  .string()
  .check(z.regex(/^inv_\w{1,64}$/, 'must be the id of an invoice, inv_…'));

export const actOnInvoicesRequest = z.strictObject({
  action: z.enum(['resend', 'remind']),
  ids: part.atMost(100, z.array(invoiceId).check(z.minLength(1))),
});

/** What drawing a document again came to. */
export const regeneratedInvoice = z.object({
  outcome: z.enum(['unchanged', 'restored', 'kept']),
  sha256: z.string(),
  /** Why the original was kept; null otherwise. */
  reason: z.nullable(z.string()),
});

export const viewRegenerated = ({
  outcome,
  sha256,
}: Regenerated): z.infer<typeof regeneratedInvoice> => ({
  outcome,
  sha256,
  reason:
    outcome === 'kept'
      ? 'Drawn again, it would look different today. The original that was issued stays.'
      : null,
});

/** What became of one of them. */
export const bulkRow = z.object({
  id: z.string(),
  outcome: z.enum(['done', 'refused']),
  /** Why it was refused; null otherwise. */
  code: z.nullable(z.enum(errorCodes)),
  message: z.nullable(z.string()),
});

export const bulkRows = z.object({ data: z.array(bulkRow) });

export const viewBulkRow = (row: BulkRow): z.infer<typeof bulkRow> => ({
  id: row.id,
  outcome: row.outcome,
  code: row.outcome === 'refused' ? row.code : null,
  message: row.outcome === 'refused' ? row.message : null,
});
