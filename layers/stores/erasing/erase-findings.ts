import { isSettled } from '#domain/erasure/belongings';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import type { Subject } from '#domain/erasure/erasure';
import type { Invoice } from '#domain/invoices/invoice-store';
import { findingKeysOf } from '../invoice-findings.ts';
import { DynamoInvoiceStore } from '../invoice-store.ts';
import { indexes, keys } from '../keys.ts';
import type { Table } from '../table.ts';
import type { Belongings } from './belongings.ts';
import { documentIdsOf, paymentFile } from './payment-files.ts';
import { keysOfIndex } from './walk.ts';

/**
 * The words by which invoices of the erased are found, and the titles of what was ordered, which
 * stand beside the invoices. The invoices themselves are kept.
 *
 * An invoice is filed when its document is stored, so the step is done again later while one is on
 * its way.
 */
export const eraseFindings = (table: Table, belongings: Belongings): ErasureStep => ({
  name: 'invoice_words',
  async run(subject) {
    const invoices = new DynamoInvoiceStore(table);
    let count = 0;
    for (const id of await invoiceIdsOf(table, belongings, subject)) {
      const invoice = await invoices.find(id);
      if (!invoice) continue;
      if (!invoice.document) throw new Error('an invoice of the customer has no document yet');
      await removeWords(table, invoice);
      count++;
    }
    return count;
  },
});

async function removeWords(table: Table, invoice: Invoice): Promise<void> {
  const { id, title } = invoice;
  // First what is found by the title: a crash between them repeats both.
  await table.writeMany(findingKeysOf(id, invoice).map((key) => ({ key })));
  if (title === undefined) return;
  await table.write({
    update: {
      key: keys.invoice(id),
      expression: 'REMOVE title',
      condition: { expression: 'attribute_exists(pk)' },
    },
  });
}

async function invoiceIdsOf(
  table: Table,
  belongings: Belongings,
  subject: Subject,
): Promise<ReadonlySet<string>> {
  const { id: customerId } = subject.customer;
  const ids = new Set<string>();
  const { ownerPk } = indexes.ownerOf('INVOICES', customerId, '');
  for await (const { pk } of keysOfIndex(table, 'owner', ownerPk))
    ids.add(pk.slice(keys.invoice('').pk.length));
  for (const paymentId of await belongings.paymentIds(subject)) {
    const file = await paymentFile(table, paymentId);
    if (!file) continue;
    if (!isSettled(file) && file.payment.buyer.customerId === customerId)
      throw new Error(`a payment of the customer is not settled: ${paymentId}`);
    for (const id of documentIdsOf([file])) ids.add(id);
  }
  return ids;
}
