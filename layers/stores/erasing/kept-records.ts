import { createHash } from 'node:crypto';
import { reviewAtOf } from '#domain/erasure/carry-out-erasure';
import type { KeptRecords, Subject } from '#domain/erasure/erasure';
import { fates } from '#domain/erasure/fates';
import { invoiceMarkerFrom } from '../invoice-marker.ts';
import { DynamoInvoiceStore } from '../invoice-store.ts';
import { keys } from '../keys.ts';
import type { Table } from '../table.ts';
import type { Belongings } from './belongings.ts';
import { documentIdsOf } from './payment-files.ts';
import { rowsOf } from './walk.ts';

type Periods = Parameters<typeof reviewAtOf>[2];

/**
 * The invoices and credit notes that the law keeps, proven by one hash over the hashes of their
 * documents.
 */
export const keptRecords =
  (
    table: Table,
    { belongings, periods, now }: { belongings: Belongings; periods: Periods; now: () => Date },
  ) =>
  async (subject: Subject): Promise<{ kept: KeptRecords[]; reviewAt: string }> => {
    const { id } = subject.customer;
    const invoices = new DynamoInvoiceStore(table);
    const payments = await belongings.payments(id);
    const ids = new Set(documentIdsOf(payments));
    for await (const row of rowsOf(table, keys.period(id, '').pk))
      if (String(row.sk).includes('#INVOICE#')) ids.add(invoiceMarkerFrom(row).invoiceId);
    const hash = createHash('sha256');
    let last: string | undefined;
    for (const invoiceId of [...ids].sort()) {
      const invoice = await invoices.find(invoiceId);
      hash.update(`${invoiceId} ${invoice?.document?.sha256 ?? ''}\n`);
      const issuedAt = invoice?.content.issuedAt;
      if (issuedAt !== undefined && issuedAt > (last ?? '')) last = issuedAt;
    }
    const { basis } = fates.invoice;
    const kept = [{ kind: 'invoice', count: ids.size, sha256: hash.digest('hex'), basis: basis! }];
    return { kept: ids.size > 0 ? kept : [], reviewAt: reviewAtOf(last, now(), periods) };
  };
