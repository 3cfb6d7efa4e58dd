import type { Break } from '#domain/invoices/chain-check';
import type { Invoice } from '#domain/invoices/invoice-store';
import { type InvoicedFact, invoiceTogether } from '#domain/invoices/invoice-together';
import {
  type Position,
  type Verification,
  type VerifyDeps,
  verifyYear,
} from '#domain/invoices/verify-year';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aCompletedPayment, paymentIdOf } from '#test/payments';
import { aSeller } from '#test/sellers';

const tomorrow = new Date('2026-11-22T01:30:00.000Z');

/** A year of seven invoices, issued together two and five at a time. */
async function aYear(firstNumbers = {}) {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  const documents = new MemoryDocuments();
  const clock = new SettableClock('2026-11-21T10:06:00.000Z');
  const deps = {
    invoices,
    documents,
    render: async ({ number }: { number: string }) => new TextEncoder().encode(number),
    seller: aSeller(),
    firstNumbers,
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
    periods: { find: async () => undefined },
    customers: { find: async () => undefined },
    projects: { find: async () => undefined },
  };
  const paid = async (name: number): Promise<InvoicedFact> => {
    const id = paymentIdOf(`customer ${name}`);
    await payments.createOrGet(aCompletedPayment({ id }));
    const occurredAt = clock.now().toISOString();
    const data = { paymentId: id };
    return { id: `evt_${name}`, type: 'payment.completed', occurredAt, requestId: 'r', data };
  };
  await invoiceTogether(deps, await Promise.all([1, 2].map(paid)));
  clock.advance(60_000);
  await invoiceTogether(deps, await Promise.all([3, 4, 5, 6, 7].map(paid)));
  clock.set(tomorrow.toISOString());
  return { ...verifying({ invoices, documents, clock }), invoices, documents, clock };
}

type Shop = { invoices: MemoryInvoiceStore; documents: MemoryDocuments; clock: SettableClock };

function verifying({ invoices, documents, clock }: Shop) {
  const saved: Verification[] = [];
  let position: Position | undefined;
  const deps: VerifyDeps = {
    stored: {
      readSeries: (name) => invoices.readSeries(name),
      documentsOf: async (_, after = '') =>
        [...invoices.rows.values()]
          .filter(({ id }) => id > after)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, 2)
          .map((invoice) => ({ id: invoice.id, invoice })),
      positionOf: async () => structuredClone(position),
      savePosition: async (_, one) => {
        position = structuredClone(one);
      },
      save: async (_, one) => void saved.push(one),
    },
    readFile: async ({ key }) => documents.files.get(key),
    now: clock.now,
    pause: noPause,
  };
  const verify = (stopAt = new Date('2027-01-01')) => verifyYear(deps, '2026', stopAt);
  const byNumber = (at: number): Invoice =>
    [...invoices.rows.values()].find(({ content }) => content.number.endsWith(`00${at}`))!;
  return { verify, saved, byNumber, deps };
}

test('a sound year is proven: documents, bytes, no break', async () => {
  const { verify, saved } = await aYear();
  const found = await verify();
  expect(found).toEqual({
    at: tomorrow.toISOString(),
    documents: 7,
    bytes: 7 * 'FA-2026-000001'.length,
    ok: true,
    breaks: [],
    breakCount: 0,
    unknownBefore: [],
  });
  expect(saved).toEqual([found]);
});

test('what happened to an invoice is found, and where', async () => {
  type Deed = (year: Awaited<ReturnType<typeof aYear>>) => void;
  const deeds: [string, Deed, Partial<Break>[]][] = [
    [
      'removed',
      ({ invoices, byNumber }) => invoices.rows.delete(byNumber(3).id),
      [
        { number: 'FA-2026-000003', why: 'gap' },
        { number: 'FA-2026-000007', why: 'sums' },
      ],
    ],
    [
      'several removed',
      ({ invoices, byNumber }) => {
        for (const at of [6, 7]) invoices.rows.delete(byNumber(at).id);
      },
      [{ number: 'FA-2026-000006', why: 'gap', to: 'FA-2026-000007' }, { why: 'sums' }],
    ],
    [
      'edited',
      ({ byNumber }) => void byNumber(4).content.mentions.push('payée'),
      [{ number: 'FA-2026-000004', why: 'content' }],
    ],
    [
      'edited with its hash',
      ({ byNumber }) => void Object.assign(byNumber(4), { sha256: 'ab'.repeat(32) }),
      [
        { number: 'FA-2026-000004', why: 'content' },
        { number: 'FA-2026-000005', why: 'chain' },
      ],
    ],
    [
      'joined to nothing',
      ({ byNumber }) => void delete byNumber(5).previous,
      [
        { number: 'FA-2026-000005', why: 'chain' },
        { number: 'FA-2026-000006', why: 'chain' },
      ],
    ],
    [
      'its file removed',
      ({ documents }) => documents.files.delete('invoices/2026/FA-2026-000002.pdf'),
      [{ number: 'FA-2026-000002', why: 'file_missing' }],
    ],
    [
      'its file exchanged',
      ({ documents }) =>
        documents.files.set('invoices/2026/FA-2026-000002.pdf', new TextEncoder().encode('other')),
      [{ number: 'FA-2026-000002', why: 'file_changed' }],
    ],
    [
      'never rendered',
      ({ byNumber }) => void delete byNumber(2).document,
      [{ number: 'FA-2026-000002', why: 'file_missing' }],
    ],
    [
      'issued twice',
      ({ invoices, byNumber }) => invoices.rows.set('inv_9', { ...byNumber(2), id: 'inv_9' }),
      [{ number: 'FA-2026-000002', why: 'duplicate' }],
    ],
    [
      'its counter set back',
      ({ invoices }) => void Object.assign(invoices.series.get('FA-2026')!, { last: 6 }),
      [{ number: 'FA-2026-000007', why: 'counter' }, { why: 'counter' }, { why: 'sums' }],
    ],
  ];
  for (const [name, deed, breaks] of deeds) {
    const year = await aYear();
    deed(year);
    const found = await year.verify();
    expect([name, found?.ok, found?.breaks]).toEqual([
      name,
      false,
      breaks.map((one) => expect.objectContaining(one)),
    ]);
  }
});

test('a series that goes on where another system stopped is said to, and is no break', async () => {
  const { verify } = await aYear({ 'FA-2026': 1235 });
  expect(await verify()).toMatchObject({ ok: true, unknownBefore: ['FA-2026-001235'] });
});

test('numbers from before the chain are no gap, but nothing may be cut off its beginning', async () => {
  const { verify, invoices, byNumber } = await aYear();
  invoices.rows.delete(byNumber(1).id);
  expect((await verify())!.breaks[0]).toEqual({ number: 'FA-2026-000001', why: 'gap' });
  const old = await aYear({ 'FA-2026': 5 });
  delete old.invoices.series.get('FA-2026')!.first;
  expect(await old.verify()).toMatchObject({ ok: true, unknownBefore: ['FA-2026-000005'] });
});

test('what is issued while it runs is left to the next check', async () => {
  const { verify, invoices, deps, clock } = await aYear();
  const { readSeries } = deps.stored;
  deps.stored.readSeries = async (name) => {
    const series = await readSeries(name);
    if (series.last !== 7) return series;
    clock.advance(1);
    const number = 'FA-2026-000008';
    const issuedAt = clock.now().toISOString();
    const [one] = invoices.rows.values();
    invoices.rows.set('inv_z', {
      ...one!,
      id: 'inv_z',
      content: { ...one!.content, number, issuedAt },
    });
    return series;
  };
  expect(await verify()).toMatchObject({ ok: true, documents: 7 });
});

test('a check that runs out of time goes on where it stopped', async () => {
  const { verify, saved } = await aYear();
  for (let runs = 0; runs < 4; runs++) expect(await verify(new Date(0))).toBeUndefined();
  expect(saved).toEqual([]);
  expect(await verify()).toMatchObject({ ok: true, documents: 7 });
});
