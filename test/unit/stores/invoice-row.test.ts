import { marshall } from '@aws-sdk/util-dynamodb';
import type { Invoice } from '#domain/invoices/invoice-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { anInvoice } from '#test/invoices';
import { MemoryTable } from '#test/memory-table';
import { itemBytes } from '../../../local/cloud/gateway/services/item-bytes.ts';

const issued: Invoice = {
  id: 'inv_01M8G1BEDZAH4MS86W6MYKMQ58',
  paymentId: 'pay_01M8G1BEANS3GZ0ZTDFWXX4RW0',
  customerId: 'cus_01M8G1BEANS3GZ0ZTDFWXX4RW0',
  status: 'issued',
  content: anInvoice(),
  createdAt: '2026-03-01T09:30:00.000Z',
  requestId: '82c7ed5e-de28-4563-8bcb-8820656dfa41',
  sha256: 'cd'.repeat(32),
  previous: 'ef'.repeat(32),
};

async function setup() {
  const memory = new MemoryTable();
  const store = new DynamoInvoiceStore(memory.table);
  await store.issue(issued, { name: 'FA-2026', last: 0 });
  return { memory, store, row: memory.row('INVOICE', `INVOICE#${issued.id}`) };
}

test('an invoice is read as it was issued, to the last field of its content', async () => {
  const { store } = await setup();
  expect((await store.find(issued.id))?.content).toEqual(issued.content);
});

test('one that an earlier release stored is read as before', async () => {
  const { memory, store, row } = await setup();
  memory.put({ ...row, form: 1, content: issued.content });
  expect((await store.find(issued.id))?.content).toEqual(issued.content);
});

test('a company’s invoice stays below a kilobyte, above which its transaction costs two units more', async () => {
  const { row } = await setup();
  expect(issued.content.customer.kind).toBe('company');
  expect(itemBytes(JSON.parse(JSON.stringify(marshall(row), asOnTheWire)))).toBeLessThan(1024);
});

/** Bytes travel as Base64. */
function asOnTheWire(this: Record<string, unknown>, name: string, said: unknown): unknown {
  const value = this[name];
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : said;
}
