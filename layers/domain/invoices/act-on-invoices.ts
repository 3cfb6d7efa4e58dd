import { DomainError } from '../errors.ts';
import type { InvoiceAct } from './invoice-act.ts';
import { remindInvoice } from './remind-invoice.ts';
import { type ResendDeps, resendInvoice } from './resend-invoice.ts';

export type BulkAction = 'resend' | 'remind';

/** What became of one of many: done, or refused for a reason with a stable code. */
export type BulkRow = { id: string } & (
  | { outcome: 'done' }
  | { outcome: 'refused'; code: DomainError['code']; message: string }
);

/**
 * Does the same with many invoices, one after the other: one that is refused does not stop the
 * others. A run that crashed and is repeated with its claim does each once.
 *
 * @throws Error when something is broken; the same request then goes on where it stopped.
 */
export async function actOnInvoices(
  deps: ResendDeps,
  { action, ids }: { action: BulkAction; ids: readonly string[] },
  act: Omit<InvoiceAct, 'invoiceId'>,
): Promise<BulkRow[]> {
  const rows: BulkRow[] = [];
  for (const id of new Set(ids)) rows.push(await actOn(deps, action, { ...act, invoiceId: id }));
  return rows;
}

async function actOn(deps: ResendDeps, action: BulkAction, act: InvoiceAct): Promise<BulkRow> {
  const id = act.invoiceId;
  try {
    await (action === 'resend' ? resendInvoice(deps, act) : remindInvoice(deps, act));
    return { id, outcome: 'done' };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { id, outcome: 'refused', code: error.code, message: error.message };
  }
}
