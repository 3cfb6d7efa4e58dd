import { unpackedText } from '#stores/packing/packed-text';
import { paymentFrom } from '#stores/stored-payment';
import type { Item } from '#stores/table';
import type { Cloud } from '../cloud/cloud.ts';
import type { Json } from '../cloud/http.ts';
import { StoredItems } from '../cloud/table.ts';
import { inParallel } from '../in-parallel.ts';
import type { Life } from '../life/life.ts';
import { hashOf, inOrder } from './audit-chain.ts';
import type { Books, ListedPayment, StoredPayment } from './books.ts';
import { readCharges } from './read-charges.ts';

/** No time that anything waits for is later. */
const endOfTime = new Date('9999-01-01');

/** How many are asked for at once. */
const readersMax = 8;

export type Reading = {
  cloud: Cloud;
  /** The payments of this run alone count. */
  run: string;
  lives: readonly Life[];
  /** Whether nobody else pays in this cloud: then money of strangers is money out of nothing. */
  isAlone: boolean;
};

/** Reads everything that there is to compare. */
export async function readBooks({ cloud, run, lives, isAlone }: Reading): Promise<Books> {
  const items = new StoredItems(cloud.dynamodbUrl);
  const isOurs = ({ metadata }: Json) => metadata?.run === run;
  const rows = await items.below('PAYMENT#', 'INVOICE#', 'SERIES#', `ORDER#shop#${run}`);
  const of = (sk: RegExp) => rows.filter((row) => sk.test(row.sk));
  const stored = await readStored(cloud, of(/^PAYMENT$/).filter(isOurs), rows);
  const isInvoice = ({ pk, sk }: Json) => pk.startsWith('INVOICE#') && sk === 'INVOICE';
  const documents = rows.filter(isInvoice).map(unpacked);
  const ids = new Set(stored.map(({ payment }) => payment.id));
  return {
    charges: (await readCharges(cloud)).filter(
      ({ paymentId = '' }) => isAlone || ids.has(paymentId),
    ),
    listed: (await readListing(cloud)).filter(isOurs) as unknown as ListedPayment[],
    stored,
    invoices: documents
      .filter(({ credit }) => !credit)
      .map(({ paymentId, content }) => ({
        paymentId,
        ...amountOf(content),
        vatGroups: content.totals.vatGroups,
      })),
    creditNotes: documents
      .filter(({ credit }) => credit)
      .map(({ credit, content }) => ({
        paymentId: credit.paymentId,
        ...amountOf(content),
        parts: credit.parts,
      })),
    documents: chainOf(documents, of(/^DOCUMENT$/)),
    series: of(/^COUNTER$/).map(({ pk, last, lastSha256 }) => ({
      name: pk.slice('SERIES#'.length),
      last,
      lastSha256,
    })),
    ordersPaid: of(/^PAID$/).map(({ pk, paymentId }) => ({
      order: pk.slice('ORDER#shop#'.length),
      paymentId,
    })),
    deadLetters: await readDeadLetters(cloud),
    due: isAlone ? await items.countDue(endOfTime) : 0,
    given: lives.flatMap(givenTo),
  };
}

function chainOf(documents: readonly Json[], files: readonly Json[]): Books['documents'] {
  const keyOf = new Map(files.map(({ pk, key }) => [pk, key]));
  return documents.map(({ pk, content, sha256, previous }) => ({
    number: content.number,
    issuedAt: content.issuedAt,
    sha256,
    contentSha256: hashOf(inOrder(content)),
    previous,
    fileKey: keyOf.get(pk),
  }));
}

/** Its content, which its row keeps packed. */
const unpacked = (row: Json): Json => ({ ...row, content: JSON.parse(unpackedText(row.content)) });

const amountOf = ({ number, totals }: Json) => ({ number, minor: totals.grossMinor });

/** Whoever decides to pay, while nobody takes the payment back, is charged in the end. */
function givenTo({ payment, plan, dispute }: Life): Books['given'] {
  if (!payment) return [];
  const pays = ['pay', 'cancel_then_pay', 'bank_pays_in_the_evening'].includes(plan.buyer.does);
  const isCancelled = plan.shop.does !== 'wait';
  const isCharged = pays && payment.action && !isCancelled;
  return [{ paymentId: payment.id, dispute, isCharged: Boolean(isCharged) }];
}

async function readStored(cloud: Cloud, payments: Json[], rows: Json[]): Promise<StoredPayment[]> {
  const beside = Map.groupBy(rows, ({ pk }) => pk);
  const stored = payments.map((row): StoredPayment => {
    const own = (prefix: string) => beside.get(row.pk)!.filter(({ sk }) => sk.startsWith(prefix));
    return {
      payment: paymentFrom(row as Item),
      refunds: own('REFUND#'),
      ledger: own('LEDGER#'),
      credited: own('CREDIT_NOTE#').map(({ sk }) => sk.slice('CREDIT_NOTE#'.length)),
    };
  });
  await inParallel(stored, readersMax, async (one) => {
    if (one.payment.status !== 'completed') return;
    const { body } = await cloud.asShop('GET', `/v1/payments/${one.payment.id}`);
    one.invoiceShown = body?.invoice?.number;
    one.creditNotesShown = body?.invoice?.creditNotes.map(({ number }: Json) => number);
  });
  return stored;
}

async function readListing(cloud: Cloud): Promise<Json[]> {
  const listed: Json[] = [];
  let cursor: string | null = '';
  do {
    const query = `limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const { status, body, text } = await cloud.asShop('GET', `/v1/payments?${query}`);
    if (status !== 200) throw new Error(`the payments cannot be listed: ${status} ${text}`);
    listed.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor);
  return listed;
}

async function readDeadLetters(cloud: Cloud): Promise<Books['deadLetters']> {
  const queues: Json[] = await cloud.control('GET', '/queues');
  // What the relay could not bring lies in a queue of its own, which nobody reads.
  const isLast = ({ deadLetters }: Json) => deadLetters === undefined;
  return queues.map((queue) => {
    const { visible, inFlight } = isLast(queue) ? queue : queue.deadLetters;
    return { queue: queue.name, count: visible + inFlight };
  });
}
