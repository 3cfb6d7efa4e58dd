import { jest } from '@jest/globals';
import fc from 'fast-check';
import { linkOf } from '#domain/invoices/chain';
import { InvoiceRefusedError } from '#domain/invoices/e-invoice/check-content';
import type { Invoice } from '#domain/invoices/invoice-store';
import { type InvoicedFact, invoiceTogether } from '#domain/invoices/invoice-together';
import type { InvoiceUsageDeps } from '#domain/invoices/invoice-usage';
import { renderedHereMax } from '#domain/invoices/issue-together';
import type { Payment } from '#domain/payments/payment';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { KillSwitch, ProcessKilled } from '#test/crash';
import { MemoryDocuments } from '#test/memory-documents';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aCompletedPayment, paymentIdOf } from '#test/payments';
import { aSeller } from '#test/sellers';

function setup() {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  const documents = new MemoryDocuments();
  const clock = new SettableClock('2026-11-21T10:06:00.000Z');
  const deps: InvoiceUsageDeps = {
    invoices,
    documents,
    render: async ({ number }) => new TextEncoder().encode(number),
    seller: aSeller(),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
    periods: { find: async () => undefined },
    customers: { find: async () => undefined },
    projects: { find: async () => undefined },
  };
  const paid = async (name: string, changes: Partial<Payment> = {}): Promise<InvoicedFact> => {
    const { id } = await payments.createOrGet(
      aCompletedPayment({ id: paymentIdOf(name), ...changes }),
    );
    return {
      id: `evt_${name}`,
      type: 'payment.completed',
      occurredAt: '2026-11-21T10:06:00.000Z',
      requestId: `request of ${name}`,
      data: { paymentId: id },
    };
  };
  const many = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => paid(`customer ${index}`)));
  const numbered = () => payments.eventsOf('invoice.numbered') as InvoicedFact[];
  return { deps, payments, invoices, documents, clock, paid, many, numbered };
}

const numbersTo = (last: number): string[] =>
  Array.from({ length: last }, (_, index) => `FA-2026-${String(index + 1).padStart(6, '0')}`);

const inOrder = (rows: ReadonlyMap<string, Invoice>): Invoice[] =>
  [...rows.values()].sort((a, b) => (a.content.number < b.content.number ? -1 : 1));

function expectChain(invoices: readonly Invoice[]): void {
  for (const [index, invoice] of invoices.entries()) {
    const before = invoices[index - 1];
    expect(invoice.previous).toBe(before ? linkOf(before) : null);
    if (before) expect(invoice.content.issuedAt >= before.content.issuedAt).toBe(true);
  }
}

test('forty-five payments at once take their numbers in one step, and their ids are in the same order', async () => {
  const { deps, invoices, documents, many, numbered } = setup();
  const issueTogether = jest.spyOn(invoices, 'issueTogether');
  await invoiceTogether(deps, await many(45));
  expect(issueTogether).toHaveBeenCalledTimes(1);
  expect(invoices.numbers).toEqual(numbersTo(45));
  const ids = inOrder(invoices.rows).map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  expectChain(inOrder(invoices.rows));
  expect([documents.files.size, numbered().length]).toEqual([0, 45]);
  await invoiceTogether(deps, numbered());
  expect(documents.files.size).toBe(45);
});

test('more than forty-five take as many steps as they need', async () => {
  const { deps, invoices, many } = setup();
  const issueTogether = jest.spyOn(invoices, 'issueTogether');
  await invoiceTogether(deps, await many(100));
  expect(issueTogether.mock.calls.map(([batch]) => batch.length)).toEqual([45, 45, 10]);
  expectChain(inOrder(invoices.rows));
});

test('a few are rendered where they got their numbers, without an event more', async () => {
  const { deps, documents, payments, many } = setup();
  const outcomes = await invoiceTogether(deps, await many(renderedHereMax));
  expect(outcomes).toMatchObject(
    Array.from({ length: renderedHereMax }, () => ({ value: [{ status: 'paid' }] })),
  );
  expect(documents.files.size).toBe(renderedHereMax);
  expect([...payments.outbox.values()].map(({ type }) => type)).toEqual(
    Array.from({ length: renderedHereMax }, () => 'invoice.issued'),
  );
});

test('one sale that no lawful invoice can be made of takes no number, and costs the others nothing', async () => {
  const { deps, invoices, paid, many } = setup();
  const wrong = { description: 'Riz', quantity: 1, unitGrossMinor: 46_800, vatRate: 1800 };
  const [first, ...others] = await many(9);
  const refused = await paid('wrong', { lines: [wrong] });
  const outcomes = await invoiceTogether(deps, [first!, refused, ...others]);
  expect(outcomes[1]).toMatchObject({ reason: expect.any(InvoiceRefusedError) });
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
  expect(invoices.numbers).toEqual(numbersTo(9));
});

test('what no row could hold is refused before it has a number, and too many bytes take two steps', async () => {
  const { deps, invoices, paid, many } = setup();
  const line = (length: number) => ({
    description: 'x'.repeat(length),
    quantity: 1,
    unitGrossMinor: 46_800,
    vatRate: 2000,
  });
  const huge = await paid('huge', { lines: [line(300_000)] });
  const large = await Promise.all(
    Array.from({ length: 12 }, (_, index) => paid(`large ${index}`, { lines: [line(280_000)] })),
  );
  const issueTogether = jest.spyOn(invoices, 'issueTogether');
  const outcomes = await invoiceTogether(deps, [huge, ...large, ...(await many(2))]);
  expect(outcomes[0]).toMatchObject({ reason: expect.any(InvoiceRefusedError) });
  expect(issueTogether.mock.calls.map(([batch]) => batch.length)).toEqual([10, 4]);
  expect(inOrder(invoices.rows).map(({ content }) => content.number)).toEqual(numbersTo(14));
  expectChain(inOrder(invoices.rows));
});

test('a document of more than ten megabytes is not stored, and its invoice keeps its number', async () => {
  const { deps, documents, invoices, many } = setup();
  const render = async () => new Uint8Array(10_000_001);
  const [outcome] = await invoiceTogether({ ...deps, render }, await many(1));
  expect(outcome).toMatchObject({ reason: { name: 'DocumentTooLargeError' } });
  expect([documents.files.size, invoices.numbers]).toEqual([0, ['FA-2026-000001']]);
});

test('a payment that comes twice in a batch, or has its invoice already, has one number', async () => {
  const { deps, invoices, many } = setup();
  const events = await many(8);
  const [before] = await invoiceTogether(deps, [events[0]!]);
  const outcomes = await invoiceTogether(deps, [...events, ...events]);
  expect(invoices.numbers).toEqual(numbersTo(8));
  expect(outcomes[0]).toEqual(before);
  expect(outcomes[15]).toEqual(outcomes[7]);
});

test('a payment whose invoice another run issues meanwhile keeps that one, and the others go on', async () => {
  const { deps, invoices, many } = setup();
  const events = await many(8);
  const issueTogether = invoices.issueTogether.bind(invoices);
  jest.spyOn(invoices, 'issueTogether').mockImplementationOnce(async (batch, series) => {
    await invoiceTogether(deps, [events[3]!]);
    return issueTogether(batch, series);
  });
  const outcomes = await invoiceTogether(deps, events);
  expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
  expect(inOrder(invoices.rows).map(({ content }) => content.number)).toEqual(numbersTo(8));
});

test('a series goes on where another system stopped, with an unknown predecessor', async () => {
  const { deps, invoices, many } = setup();
  await invoiceTogether({ ...deps, firstNumbers: { 'FA-2026': 1235 } }, await many(7));
  const [first, second] = inOrder(invoices.rows);
  expect(first!.content.number).toBe('FA-2026-001235');
  expect(first).not.toHaveProperty('previous');
  expect(second!.previous).toBe(linkOf(first!));
  expect(invoices.series.get('FA-2026')).toMatchObject({ first: 1235, last: 1241 });
});

/** One life of the function: takes some of what waits, and may be killed at any of its calls. */
type Life = { takes: number; diesAt?: { call: number; when: 'before' | 'after' } };

const life: fc.Arbitrary<Life> = fc.record(
  {
    takes: fc.integer({ min: 1, max: 60 }),
    diesAt: fc.record({
      call: fc.integer({ min: 1, max: 120 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  { requiredKeys: ['takes'] },
);

test('five hundred at once, with crashes at random points: no gap, one document each, the chain whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 30, maxLength: 60 }), async (lives) => {
      const world = setup();
      const waiting = new Map((await world.many(500)).map((event) => [event.id, event]));
      const rendered = new Set<string>();
      for (let round = 0; waiting.size > 0; round++) {
        const workers = [0, 1, 2, 3].map((index) => lives[(4 * round + index) % lives.length]!);
        await Promise.all(workers.map((one, index) => live(world, waiting, { ...one, index })));
        world.clock.advance(1);
        for (const event of world.numbered())
          if (!rendered.has(event.id)) {
            rendered.add(event.id);
            waiting.set(event.id, event);
          }
      }
      const invoices = inOrder(world.invoices.rows);
      expect(invoices.map(({ content }) => content.number)).toEqual(numbersTo(500));
      expectChain(invoices);
      expect(world.documents.files.size).toBe(500);
      expect(world.payments.eventsOf('invoice.issued')).toHaveLength(500);
      expect(world.invoices.series.get('FA-2026')).toMatchObject({
        last: 500,
        lastSha256: linkOf(invoices.at(-1)!),
        sums: { '11-EUR': { count: 500, gross: 500 * 46_800 } },
      });
    }),
    { numRuns: 2 },
  );
}, 60_000);

async function live(
  { deps }: ReturnType<typeof setup>,
  waiting: Map<string, InvoicedFact>,
  { takes, diesAt, index }: Life & { index: number },
): Promise<void> {
  const death = new KillSwitch(diesAt);
  const watched = {
    ...deps,
    invoices: death.watch(deps.invoices),
    documents: death.watch(deps.documents),
  };
  // Overlapping shares: what is delivered twice at once has one invoice all the same.
  const events = [...waiting.values()].slice(index * 20, index * 20 + takes);
  const outcomes = await invoiceTogether(watched, events);
  for (const [at, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled' && !(diesAt && death.calls >= diesAt.call))
      waiting.delete(events[at]!.id);
    if (outcome.status === 'rejected' && !(outcome.reason instanceof ProcessKilled))
      throw outcome.reason;
  }
}
