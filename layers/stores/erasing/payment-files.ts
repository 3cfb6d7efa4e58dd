import type { PaymentFile } from '#domain/erasure/belongings';
import { creditNotesAmong, invoiceMarkerFrom } from '../invoice-marker.ts';
import { keys } from '../keys.ts';
import { refundFrom } from '../refund-store.ts';
import { paymentFrom } from '../stored-payment.ts';
import type { Item, Table } from '../table.ts';
import { rowsOf } from './walk.ts';

/** A payment with its refunds, its invoice and credit notes; undefined if there is no such payment. */
export async function paymentFile(table: Table, id: string): Promise<PaymentFile | undefined> {
  const items: Item[] = [];
  for await (const item of rowsOf(table, keys.payment(id).pk)) items.push(item);
  const payment = items.find(({ sk }) => sk === 'PAYMENT');
  const marker = items.find(({ sk }) => sk === 'INVOICE');
  const creditNoteIds = creditNotesAmong(items).map((note) => note.id);
  return (
    payment && {
      payment: paymentFrom(payment),
      refunds: items.filter(({ sk }) => String(sk).startsWith('REFUND#')).map(refundFrom),
      ...(marker && { invoiceId: invoiceMarkerFrom(marker).invoiceId }),
      ...(creditNoteIds.length > 0 && { creditNoteIds }),
    }
  );
}

/** Ids of the invoices and credit notes of payments. */
export const documentIdsOf = (files: readonly PaymentFile[]): string[] =>
  files.flatMap(({ invoiceId, creditNoteIds = [] }) => [
    ...(invoiceId === undefined ? [] : [invoiceId]),
    ...creditNoteIds,
  ]);
