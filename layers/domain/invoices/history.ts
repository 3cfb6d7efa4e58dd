import type { HistoryEntry } from './history-entry.ts';
import { type Invoice, paymentOf } from './invoice-store.ts';

/**
 * Everything that happened to an invoice, oldest first. What is stored anyway is not stored twice:
 * only what people and the schedule did has rows of its own.
 */
export function historyOf(invoice: Invoice): HistoryEntry[] {
  const { content, standing, creditNotes = [], history = [] } = invoice;
  const payment = paymentOf(invoice);
  const entries: HistoryEntry[] = [
    { at: content.issuedAt, kind: 'issued' },
    ...(standing?.sentAt ? [{ at: standing.sentAt, kind: 'sent' as const }] : []),
    ...(standing?.firstOpenedAt ? [{ at: standing.firstOpenedAt, kind: 'opened' as const }] : []),
    ...(standing?.overdueAt ? [{ at: standing.overdueAt, kind: 'overdue' as const }] : []),
    ...(payment ? [{ at: payment.paidAt, kind: 'paid' as const, about: payment.id }] : []),
    ...creditNotes.map(({ issuedAt, id }) => ({
      at: issuedAt,
      kind: 'credited' as const,
      about: id,
    })),
    ...history,
  ];
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}
