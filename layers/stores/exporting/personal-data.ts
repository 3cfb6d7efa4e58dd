import type { Customer } from '#domain/customers/customer';
import type { InvoiceDocument } from '#domain/invoices/invoice-store';
import type { Order } from '#domain/orders/order';
import type { Payment } from '#domain/payments/payment';
import type { Belongings } from '../erasing/belongings.ts';
import { entriesAbout } from '../erasing/erase-audit.ts';
import { documentIdsOf } from '../erasing/payment-files.ts';
import { rowsOf, rowsOfIndex } from '../erasing/walk.ts';
import { DynamoErasureStore } from '../erasure-store.ts';
import { invoiceMarkerFrom } from '../invoice-marker.ts';
import { DynamoInvoiceStore } from '../invoice-store.ts';
import { indexes, keys } from '../keys.ts';
import { orderFrom } from '../order-store.ts';
import type { Table } from '../table.ts';
import { periodFrom } from '../usage/stored-period.ts';

type Documents = {
  get(document: InvoiceDocument): Promise<Uint8Array>;
};

/** A file of the export. */
export type PersonalFile = { name: string; bytes: Uint8Array };

/** Everything that is stored of a customer, each kind in a file that machines and people read. */
export async function personalFiles(
  { table, belongings, documents }: { table: Table; belongings: Belongings; documents: Documents },
  customer: Customer,
  now: Date,
): Promise<PersonalFile[]> {
  const { id } = customer;
  const { payments } = await belongings.survey(id);
  const members = await new DynamoErasureStore(table).members(id);
  const orders: Order[] = [];
  const { ownerPk } = indexes.ownerOf('ORDERS', id, '');
  for await (const row of rowsOfIndex(table, 'owner', ownerPk)) orders.push(orderFrom(row));
  const usage: object[] = [];
  const invoiceIds = new Set(documentIdsOf(payments));
  for await (const row of rowsOf(table, keys.period(id, '').pk))
    if (String(row.sk).includes('#INVOICE#')) invoiceIds.add(invoiceMarkerFrom(row).invoiceId);
    else usage.push(periodFrom(row));
  const ids = new Set([
    id,
    ...[...members, ...orders].map((one) => one.id),
    ...payments.flatMap(({ payment, refunds }) => [payment.id, ...refunds.map((one) => one.id)]),
  ]);
  const audit: object[] = [];
  for await (const entry of entriesAbout(table, ids, now)) audit.push(entry);
  return [
    json('profile', { customer, members }),
    json('orders', orders),
    json(
      'payments',
      payments.map(({ payment, ...beside }) => ({ ...readable(payment), ...beside })),
    ),
    json('usage', usage),
    json('audit', audit),
    ...(await invoicesOf({ table, documents }, [...invoiceIds])),
  ];
}

const json = (name: string, content: object): PersonalFile => ({
  name: `${name}.json`,
  bytes: Buffer.from(JSON.stringify(content, null, 2)),
});

/** Without what allows to act. */
const readable = ({ action: _, notificationTokenHash: _hash, ...payment }: Payment) => payment;

async function invoicesOf(
  { table, documents }: { table: Table; documents: Documents },
  ids: readonly string[],
): Promise<PersonalFile[]> {
  const invoices = new DynamoInvoiceStore(table);
  const files: PersonalFile[] = [];
  for (const id of ids) {
    const invoice = await invoices.find(id);
    if (!invoice?.document) continue;
    const bytes = await documents.get(invoice.document);
    files.push({ name: `invoices/${invoice.content.number}.pdf`, bytes });
  }
  return files;
}
