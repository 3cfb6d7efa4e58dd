import * as z from 'zod/mini';
import type { AccountingExport } from '#domain/accounting/accounting-export';
import { exportKinds } from '#domain/accounting/wish';
import { invoiceStatuses } from '#domain/invoices/invoice-status';
import * as part from './parts.ts';
import { month } from './usage-reports.ts';

const day = z.iso.date('must be a day, like 2026-11-28');

export const exportQuery = z.strictObject({
  year: z.optional(z.coerce.number().check(z.int(), z.minimum(2020), z.maximum(2100))),
  month: z.optional(month),
  from: z.optional(day),
  to: z.optional(day),
  status: z.optional(z.enum(invoiceStatuses)),
  decimal: z.optional(z.enum(['comma', 'point'])),
  refresh: z.optional(z.enum(['true', 'false'])),
});

export const accountingExportView = z.object({
  id: z.string(),
  kind: z.enum(exportKinds),
  status: z.enum(['preparing', 'ready', 'failed']),
  from: z.iso.date(),
  to: z.iso.date(),
  requestedAt: part.timestamp,
  progress: z.object({ done: z.int(), total: z.nullable(z.int()) }),
  fileName: z.nullable(z.string()),
  rows: z.nullable(z.int()),
  bytes: z.nullable(z.int()),
  sha256: z.nullable(z.string()),
  leftOut: z.int(),
  reason: z.nullable(z.enum(['too_large', 'entry_unbalanced'])),
  url: z.nullable(z.string()),
  expiresAt: part.timestamp,
});

/** @param url downloads the file for minutes. */
export const viewAccountingExport = (
  { id, wish, status, requestedAt, progress, file, leftOut, reason, expiresAt }: AccountingExport,
  url: string | null,
): z.infer<typeof accountingExportView> => ({
  id,
  kind: wish.kind,
  status,
  from: wish.from,
  to: wish.to,
  requestedAt,
  progress: { done: progress.done, total: progress.total ?? null },
  fileName: file?.fileName ?? null,
  rows: file?.rows ?? null,
  bytes: file?.bytes ?? null,
  sha256: file?.sha256 ?? null,
  leftOut,
  reason: reason ?? null,
  url,
  expiresAt,
});
