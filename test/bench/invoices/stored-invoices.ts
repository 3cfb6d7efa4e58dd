import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { newId } from '#domain/ids';
import { filedWords, foundText } from '#domain/invoices/finding-words';
import { invoiceIndexes } from '#stores/invoice-indexes';
import { indexes, type Key, keys, yearOf } from '#stores/keys';
import { anInvoice } from '#test/invoices';
import { engineClients, tableNamed } from '../cloud/engine-clients.ts';

/** A year in which nothing else is issued. */
export const benchYear = 2031;

export const benchCustomer = 'cus_bench';

const firstNames = ['Awa', 'Éloïse', 'Koffi', 'Zoé', 'Moussa', 'Inès', 'Yao', 'Chloé'];
const lastNames = ['Dioplage', 'Dœuf', 'Kouassi', 'Traoré', 'Martin', 'Bernard', 'Koné'];

type Row = Key & Record<string, unknown>;

/** One paid invoice with everything by which it is listed and found; each name comes back often. */
function rowsOf(index: number): Row[] {
  const issuedAt = new Date(Date.UTC(benchYear, 0, 2) + index * 60_000);
  const id = newId('inv', issuedAt, new Uint8Array(10).fill(index % 256));
  const number = `FA-${benchYear}-${String(index + 1).padStart(6, '0')}`;
  const first = firstNames[index % firstNames.length]!;
  const last = lastNames[index % lastNames.length]!;
  const email = `client${index}@shop.example`;
  const at = issuedAt.toISOString();
  const { customer } = anInvoice();
  const content = anInvoice({
    number,
    issuedAt: at,
    issueDate: at.slice(0, 10),
    customer: { ...customer, name: `${first} ${last}`, email },
  });
  const filed = { content, title: `Commande ${index}` };
  const words = filedWords(filed);
  const text = foundText(filed);
  const invoice = {
    id,
    paymentId: `pay_${index}`,
    customerId: benchCustomer,
    status: 'issued',
    ...filed,
    createdAt: at,
    requestId: 'bench',
  };
  const amount = { minor: content.totals.grossMinor + index, currency: content.currency };
  return [
    {
      ...keys.invoice(id),
      ...invoice,
      ...indexes.collection(yearOf('INVOICES', benchYear), id),
      ...indexes.ownerOf('INVOICES', benchCustomer, id),
    },
    {
      ...keys.invoiceDocument(id),
      ...{ key: `invoices/${number}.pdf`, sha256: 'ab'.repeat(32), bytes: 38_000 },
      ...invoiceIndexes.number(benchYear, number),
      ...invoiceIndexes.amount(benchYear, amount, id),
    },
    ...words.map((word) => ({ ...keys.findingWord(word, id), word, words, text })),
  ];
}

/** Stores the invoices from one index up to another, past the gateway. */
export async function storeInvoices(from: number, to: number): Promise<void> {
  const clients = engineClients();
  const name = await tableNamed('data-Table', clients);
  const verified = {
    ...keys.invoicesVerified(String(benchYear)),
    ...{ at: new Date().toISOString(), documents: to, bytes: to * 38_000 },
    ...{ ok: true, breaks: [], breakCount: 0, unknownBefore: [] },
  };
  const rows = Array.from({ length: to - from }, (_, index) => rowsOf(from + index)).flat();
  rows.push(verified);
  const batches = Array.from({ length: Math.ceil(rows.length / 25) }, (_, index) =>
    rows.slice(index * 25, (index + 1) * 25),
  );
  const writers = Array.from({ length: 4 }, async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop())
      await clients.dynamodb.send(
        new BatchWriteItemCommand({
          RequestItems: {
            [name]: batch.map((row) => ({
              PutRequest: { Item: marshall(row, { removeUndefinedValues: true }) },
            })),
          },
        }),
      );
  });
  await Promise.all(writers);
}
