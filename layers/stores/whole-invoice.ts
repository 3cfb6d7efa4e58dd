import { statusOf } from '#domain/invoices/invoice-status';
import type { Invoice } from '#domain/invoices/invoice-store';
import { invoiceMarkerFrom } from './invoice-marker.ts';
import { platformRecordFrom } from './platform-store.ts';
import { historyEntryFrom, standingFrom } from './standing-store.ts';
import { countedCreditNoteFrom, documentFrom, invoiceFrom, paidFrom } from './stored-invoice.ts';
import type { Item } from './table.ts';

/** An invoice from the rows of its partition, with its status; undefined without its own row. */
export function wholeInvoice(rows: readonly Item[]): Invoice | undefined {
  const named = (name: string) => rows.find(({ sk }) => sk === name);
  const listed = (name: string) => rows.filter(({ sk }) => String(sk).startsWith(`${name}#`));
  const [own, document, paid] = [named('INVOICE'), named('DOCUMENT'), named('PAID')];
  const [settled, platform] = [named('SETTLED'), named('PLATFORM')];
  const standing = standingIn(named('STANDING'));
  const creditNotes = listed('CREDIT_NOTE').map(countedCreditNoteFrom);
  const history = listed('HISTORY').map(historyEntryFrom);
  if (!own) return undefined;
  const invoice: Invoice = {
    ...invoiceFrom(own),
    ...(paid && { paidBy: paidFrom(paid).paidBy }),
    ...(document && { document: documentFrom(document) }),
    ...(standing && { standing }),
    ...(creditNotes.length > 0 && { creditNotes }),
    ...(history.length > 0 && { history }),
    ...(platform && { platform: platformRecordFrom(platform) }),
    ...(settled && { settledBy: invoiceMarkerFrom(settled) }),
  };
  return { ...invoice, status: statusOf(invoice) };
}

/** A row that only says when the schedule first looks at it says nothing of the invoice. */
function standingIn(row: Item | undefined) {
  const standing = row && standingFrom(row);
  if (!standing) return undefined;
  const { version, ...facts } = standing;
  return version > 0 || Object.keys(facts).length > 0 ? standing : undefined;
}
