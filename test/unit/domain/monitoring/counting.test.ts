import fc from 'fast-check';
import { money } from '#domain/money';
import { countFacts } from '#domain/monitoring/count-facts';
import { bySlot, emptySlot, markOf, withFacts } from '#domain/monitoring/counted-slot';
import { noCounts, sumOf } from '#domain/monitoring/counters';
import type { Fact } from '#domain/monitoring/fact';
import { factOfInvoice, factOfRefund, factsOfPayment } from '#domain/monitoring/payment-facts';
import type { Payment } from '#domain/payments/payment';
import { MemoryCounterStore } from '#test/memory-counter-store';
import { aCompletedPayment, aPayment } from '#test/payments';

const now = () => new Date('2026-11-21T12:00:00.000Z');

const card = 'stripe#card#EUR';

/** Facts of a few payments, with all that may be told of one. */
const anyPayment: fc.Arbitrary<Fact[]> = fc
  .record({
    id: fc.integer({ min: 1, max: 6 }).map((number) => `pay_${number}`),
    declines: fc.nat({ max: 3 }),
    hasFailed: fc.boolean(),
    minutes: fc.nat({ max: 30 }),
  })
  .map(({ id, declines, hasFailed, minutes }) => {
    const at = (later: number) =>
      new Date(Date.UTC(2026, 10, 21, 10, minutes + later)).toISOString();
    const payment = aCompletedPayment({
      id,
      createdAt: at(0),
      declinedAt: Array.from({ length: declines }, (_, place) => at(place)),
      ...(hasFailed && { ended: { failed: at(4) } }),
      completedAt: at(6),
      respondedInMs: 100 + minutes,
    });
    return [
      ...factsOfPayment(payment),
      factOfRefund(payment, {
        of: 'ref_1',
        at: at(12),
        postings: [{ money: money(800, 'EUR') }],
      }),
      factOfInvoice(payment, { issuedAt: at(7), drawnInMs: 30 })!,
    ];
  });

async function counted(batches: readonly (readonly Fact[])[]) {
  const counters = new MemoryCounterStore(now);
  for (const facts of batches) await countFacts({ counters, now, pause: async () => {} }, facts);
  const slots = [...counters.stored.values()].map(({ version: _, countedAt: __, ...slot }) => ({
    ...slot,
    seen: [...slot.seen].sort(),
  }));
  return slots.sort((one, other) => (one.at < other.at ? -1 : 1));
}

describe('counting the facts of payments', () => {
  test('any order, doubled, late and in any batches: the same counts', async () => {
    const told = fc
      .uniqueArray(anyPayment, { maxLength: 6, selector: (facts) => facts[0]!.paymentId })
      .map((payments) => payments.flat());
    const anyTelling = told.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        // Each at least once, then some of them again.
        order: fc.tuple(
          fc.shuffledSubarray(facts, { minLength: facts.length }),
          fc.array(fc.constantFrom(...(facts.length > 0 ? facts : [undefined!])), {
            maxLength: facts.length > 0 ? 20 : 0,
          }),
        ),
        size: fc.integer({ min: 1, max: 7 }),
      }),
    );
    const property = fc.asyncProperty(anyTelling, async ({ facts, order, size }) => {
      const all = order.flat();
      const batches = Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
        all.slice(place * size, (place + 1) * size),
      );
      expect(await counted(batches)).toEqual(await counted([facts]));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('a payment that is read later tells the same facts of before, and at most more', () => {
    const started = aPayment({ createdAt: '2026-11-21T10:00:00.000Z' });
    const lives: Payment[] = [
      started,
      { ...started, declinedAt: ['2026-11-21T10:01:00.000Z'] },
      {
        ...started,
        declinedAt: ['2026-11-21T10:01:00.000Z'],
        status: 'failed',
        ended: { failed: '2026-11-21T10:04:00.000Z' },
        updatedAt: '2026-11-21T10:04:00.000Z',
      },
      {
        ...started,
        declinedAt: ['2026-11-21T10:01:00.000Z'],
        status: 'completed',
        ended: { failed: '2026-11-21T10:04:00.000Z' },
        completedAt: '2026-11-21T10:09:00.000Z',
        amountPaid: money(46_800, 'EUR'),
        updatedAt: '2026-11-22T09:00:00.000Z',
      },
    ];
    const told = lives.map((life) => factsOfPayment(life));
    for (const [place, facts] of told.slice(0, -1).entries())
      expect(told[place + 1]).toEqual(expect.arrayContaining(facts));
  });
});

describe('what a payment counts', () => {
  const sum = (facts: readonly Fact[]) =>
    sumOf([...bySlot(facts)].map(([at, ofSlot]) => withFacts(emptySlot(at), ofSlot, now())!));

  test('a declined card, then another one that is taken: one attempt more, and the money', () => {
    const payment = aCompletedPayment({
      lastDecline: { at: '2026-11-21T10:01:00.000Z', code: 'declined' },
    });
    expect(sum(factsOfPayment(payment)).series[card]).toEqual({
      ...noCounts,
      initiated: 1,
      declined: 1,
      completed: 1,
      volumeMinor: 46_800,
    });
  });

  test('money that came late is counted as such, and takes the failure out of the failures of its time', () => {
    const failed = '2026-11-21T10:04:00.000Z';
    const facts = factsOfPayment(
      aCompletedPayment({ ended: { failed }, completedAt: '2026-11-21T11:00:00.000Z' }),
    );
    expect(sum(facts).series[card]).toMatchObject({
      failed: 1,
      recovered: 1,
      completed: 1,
      lateCompleted: 1,
    });
    const [thenCounted] = facts.filter(({ series }) => series?.counts.recovered);
    expect(thenCounted?.at).toBe(failed);
  });

  test('CFA francs and euros are never added', () => {
    const facts = [
      ...factsOfPayment(aCompletedPayment({ id: 'pay_1' })),
      ...factsOfPayment(aCompletedPayment({ id: 'pay_2', amount: money(5_000, 'XOF') })),
    ];
    const { series } = sum(facts);
    expect(series['stripe#card#XOF']?.volumeMinor).toBe(5_000);
    expect(series[card]?.volumeMinor).toBe(46_800);
  });

  test('a completed payment is listed as without invoice until there is one, whichever is told first', () => {
    const payment = aCompletedPayment({ completedAt: '2026-11-21T10:01:00.000Z' });
    const facts = factsOfPayment(payment);
    const invoiced = factOfInvoice(payment, { issuedAt: '2026-11-21T10:09:00.000Z' })!;
    const at = '2026-11-21T10:00:00.000Z';
    const waiting = withFacts(emptySlot(at), facts, now())!;
    expect(waiting.uninvoiced).toEqual({ [payment.id]: '2026-11-21T10:01:00.000Z' });
    expect(withFacts(waiting, [invoiced], now())!.uninvoiced).toEqual({});
    expect(withFacts(emptySlot(at), [invoiced, ...facts], now())!.uninvoiced).toEqual({});
  });

  test('a slot of a very busy shop is counted in a moment, and the one before stays as it was', () => {
    const [initiated] = factsOfPayment(aPayment());
    const facts = Array.from({ length: 16_000 }, (_, number) => ({
      ...initiated!,
      name: `pay_${number}/initiated`,
    }));
    const before = emptySlot(initiated!.at);
    const startedAt = performance.now();
    expect(withFacts(before, facts, now())!.seen.size).toBe(16_000);
    // Copying the marks with each fact took ten seconds: a night's recount has hundreds of slots.
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(before).toEqual(emptySlot(initiated!.at));
  });

  test('who pays an issued invoice waits for no other one', () => {
    const facts = factsOfPayment(aCompletedPayment({ invoiceId: 'inv_1' }));
    expect(facts.filter(({ invoice }) => invoice)).toEqual([]);
  });

  test('a payment of before, which tells only how it stands, is counted by that', () => {
    const old = aPayment({ status: 'expired', updatedAt: '2026-11-22T10:00:00.000Z' });
    const [, expired] = factsOfPayment(old);
    expect(expired).toMatchObject({ at: old.updatedAt, series: { counts: { expired: 1 } } });
    expect(expired?.isOlder).toBe(true);
  });

  test('no two facts of a payment have the same mark', () => {
    const payment = aCompletedPayment({
      respondedInMs: 80,
      declinedAt: ['2026-11-21T10:01:00.000Z', '2026-11-21T10:01:00.000Z'],
      ended: { failed: '2026-11-21T10:02:00.000Z', expired: '2026-11-21T10:03:00.000Z' },
    });
    const marks = factsOfPayment(payment).map(({ name }) => markOf(name));
    expect(new Set(marks).size).toBe(marks.length);
    expect(marks).toHaveLength(8);
  });
});
