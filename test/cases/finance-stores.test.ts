import { randomUUID } from 'node:crypto';
import type { Subject } from '#domain/erasure/erasure';
import { newId } from '#domain/ids';
import type { Invoice } from '#domain/invoices/invoice-store';
import { eraseFindings } from '#stores/erasing/erase-findings';
import { findingKeysOf } from '#stores/invoice-findings';
import { DynamoInvoiceStatsStore } from '#stores/invoice-stats-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoInvoiceVerification } from '#stores/invoice-verification';
import { keys } from '#stores/keys';
import { DynamoPaymentStore } from '#stores/payment-store';
import { processingPaymentOf } from '#stores/processing-payments';
import { aTable } from '#test/contract-table';
import { anInvoice } from '#test/invoices';
import { anEvent, aPayment, paymentIdOf } from '#test/payments';

const { table } = await aTable();
const invoices = new DynamoInvoiceStore(table);
const payments = new DynamoPaymentStore(table, () => new Date());

/** The next invoice of a year of its own; with a document, if it is to have one. */
async function issued(year: number, title?: string, hasDocument = true): Promise<Invoice> {
  const series = await invoices.readSeries(`FA-${year}`);
  const issuedAt = `${year}-03-05T10:00:${String(series.last).padStart(2, '0')}.000Z`;
  const number = `FA-${year}-${String(series.last + 1).padStart(6, '0')}`;
  const invoice: Invoice = {
    id: newId('inv', new Date(issuedAt), new TextEncoder().encode(randomUUID())),
    paymentId: `pay_${randomUUID()}`,
    customerId: `cus_${year}`,
    status: 'issued',
    ...(title && { title }),
    content: anInvoice({ number, issuedAt, issueDate: `${year}-03-05` }),
    createdAt: issuedAt,
    requestId: 'request-1',
  };
  expect(await invoices.issue(invoice, series)).toBe('issued');
  if (!hasDocument) return invoice;
  const document = { key: `invoices/${year}/${number}.pdf`, sha256: 'ab'.repeat(32), bytes: 10 };
  await invoices.markGenerated(invoice, document, anEvent({ id: `evt_${randomUUID()}` }));
  return { ...invoice, document };
}

describe('what a check of the invoices reads', () => {
  const stored = new DynamoInvoiceVerification(table);

  test('a year’s documents in the order of their numbers, page by page, with what nobody can read', async () => {
    const year = 2201;
    const all = [await issued(year), await issued(year), await issued(year, undefined, false)];
    const corrupt = keys.invoice(all[1]!.id);
    await table.write({
      update: { key: corrupt, expression: 'SET createdAt = :wrong', values: { ':wrong': 'today' } },
    });
    const found = await stored.documentsOf(String(year));
    expect(found.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(found.map(({ invoice }) => invoice && Boolean(invoice.document))).toEqual([
      true,
      undefined,
      false,
    ]);
    const rest = await stored.documentsOf(String(year), all[0]!.id);
    expect(rest.map(({ id }) => id)).toEqual([all[1]!.id, all[2]!.id]);
    expect((await stored.readSeries(`FA-${year}`)).last).toBe(3);
  });

  test('where it stopped, and what the last one found', async () => {
    const year = '2202';
    expect([await stored.positionOf(year), await stored.lastOf(year)]).toEqual([
      undefined,
      undefined,
    ]);
    const position = { after: 'inv_1', state: {} } as never;
    await stored.savePosition(year, position);
    expect(await stored.positionOf(year)).toEqual(position);
    await stored.savePosition(year, undefined);
    expect(await stored.positionOf(year)).toBeUndefined();
    const result = {
      ...{ at: '2202-03-06T01:30:00.000Z', documents: 2, bytes: 20, ok: false, breakCount: 1 },
      breaks: [{ kind: 'gap' as const, number: 'FA-2202-000002' }],
      unknownBefore: ['FA-2202-000001'],
    };
    await stored.save(year, result as never);
    expect(await stored.lastOf(year)).toEqual(result);
  });
});

test('a year in figures is read from its counters, and its sizes from the newest documents or the last check', async () => {
  const year = 2205;
  const stats = new DynamoInvoiceStatsStore(table);
  expect(await stats.readYear(year)).toMatchObject({
    ...{ series: [], paidLater: 0, sample: { documents: 0, bytes: 0 } },
  });
  await issued(year);
  await issued(year);
  const read = await stats.readYear(year);
  expect(read.series.map(({ name, last }) => [name, last])).toEqual([[`FA-${year}`, 2]]);
  expect(read).toMatchObject({ sample: { documents: 2, bytes: 20 } });
  await new DynamoInvoiceVerification(table).save(String(year), {
    ...{ at: '2205-03-06T01:30:00.000Z', documents: 7, bytes: 700, ok: true },
    ...{ breaks: [], breakCount: 0, unknownBefore: [] },
  });
  expect(await stats.readYear(year)).toMatchObject({ sample: { documents: 7, bytes: 700 } });
});

test('a counter of before there were sums of each kind counts nothing for them', async () => {
  const name = 'FA-2206';
  const item = { last: 3, lastIssuedAt: '2206-03-05T10:00:00.000Z', sums: { '03-EUR': [] } };
  await table.write({ put: { key: keys.series(name), item } });
  const { last, sums } = await invoices.readSeries(name);
  const nothing = { count: 0, net: 0, vat: 0, gross: 0, paid: 0, paidCount: 0 };
  expect([last, sums]).toEqual([3, { '03-EUR': nothing }]);
});

test('of an invoice’s open payments the one that is being processed is found', async () => {
  const find = processingPaymentOf(table);
  const invoiceId = `inv_${randomUUID()}`;
  expect(await find(invoiceId)).toBeUndefined();
  const open = async (kind: 'member' | 'link', status: 'pending' | 'processing') => {
    const id = paymentIdOf(randomUUID());
    const payment = aPayment({ id, invoiceId, status, initiator: { kind, isCustomer: true } });
    const entry = { paymentId: id, wish: 'ab'.repeat(32), namesPayer: false };
    const list = { thing: `invoice#${invoiceId}`, kind, version: 1, entries: [entry] } as never;
    expect(await payments.createListed(payment, list)).toBe('created');
    return id;
  };
  await open('link', 'pending');
  expect(await find(invoiceId)).toBeUndefined();
  const processing = await open('member', 'processing');
  expect(await find(invoiceId)).toBe(processing);
});

describe('the words of an erased customer’s invoices', () => {
  const subjectOf = (year: number) => ({ customer: { id: `cus_${year}` } }) as Subject;
  const step = eraseFindings(table, { paymentIds: async () => [] } as never);

  test('go with the order’s title, and the invoices stay', async () => {
    const year = 2203;
    const invoice = await issued(year, 'Affiche encadrée');
    const words = findingKeysOf(invoice.id, invoice);
    expect(await table.getMany(words)).toHaveLength(words.length);
    expect(words.length).toBeGreaterThan(2);
    expect(await step.run(subjectOf(year))).toBe(1);
    expect(await table.getMany(words)).toEqual([]);
    const kept = await invoices.find(invoice.id);
    expect([kept!.content.number, kept!.title]).toEqual([invoice.content.number, undefined]);
    // Again, after a crash.
    expect(await step.run(subjectOf(year))).toBe(1);
  });

  test('wait for a document that is on its way', async () => {
    await issued(2204, 'Affiche', false);
    await expect(step.run(subjectOf(2204))).rejects.toThrow('no document yet');
  });
});
