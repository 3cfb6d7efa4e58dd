import { money } from '#domain/money';
import { closeDays } from '#domain/monitoring/close-days';
import { countFacts } from '#domain/monitoring/count-facts';
import { noCounts } from '#domain/monitoring/counters';
import { factOfRefund, factsOfPayment, type GivenBack } from '#domain/monitoring/payment-facts';
import { recountDay } from '#domain/monitoring/recount';
import type { Payment } from '#domain/payments/payment';
import { MemoryCounterStore } from '#test/memory-counter-store';
import { aCompletedPayment, aPayment } from '#test/payments';

const card = 'stripe#card#EUR';
const day = '2026-11-21';
const now = () => new Date('2026-11-22T00:10:00.000Z');

/** A day with a few payments, all counted. */
async function setup({ nobodyCounted = [] as Payment[], invoiced = [] as string[] } = {}) {
  const counters = new MemoryCounterStore(now);
  const count = (facts: Parameters<typeof countFacts>[1]) =>
    countFacts({ counters, now, pause: async () => {} }, facts);
  const paid = aCompletedPayment({
    id: 'pay_paid',
    createdAt: `${day}T10:00:00.000Z`,
    completedAt: `${day}T10:01:00.000Z`,
    updatedAt: `${day}T10:01:00.000Z`,
  });
  const failed = aPayment({
    id: 'pay_failed',
    createdAt: `${day}T10:20:00.000Z`,
    status: 'failed',
    ended: { failed: `${day}T10:30:00.000Z` },
  });
  const old = aCompletedPayment({
    id: 'pay_old',
    createdAt: '2026-10-01T10:00:00.000Z',
    completedAt: '2026-10-01T10:01:00.000Z',
    updatedAt: `${day}T11:00:00.000Z`,
  });
  const refund: GivenBack = {
    paymentId: old.id,
    of: 'ref_1',
    at: `${day}T11:00:00.000Z`,
    postings: [{ money: money(800, 'EUR') }],
  };
  await count([paid, failed].flatMap(factsOfPayment));
  await count([factOfRefund(old, refund)]);
  const asked = [paid, failed, ...nobodyCounted];
  const payments = {
    async *askedFor() {
      yield asked.slice(0, 1);
      yield asked.slice(1);
    },
    of: async (ids: readonly string[]) => [old].filter(({ id }) => ids.includes(id)),
    invoiced: async (ids: readonly string[]) => new Set(invoiced.filter((id) => ids.includes(id))),
    refundsOf: async (id: string) => [refund].filter(({ paymentId }) => paymentId === id),
  };
  return { counters, deps: { counters, payments, now } };
}

describe('the nightly recount', () => {
  test('of a payment that nobody counted does not miss an invoice that is there, and misses one that is not', async () => {
    const at = `${day}T12:00:00.000Z`;
    const [billed, unbilled] = ['pay_billed', 'pay_unbilled'].map((id) =>
      aCompletedPayment({ id, createdAt: at, completedAt: at, updatedAt: at }),
    );
    const { counters, deps } = await setup({
      nobodyCounted: [billed!, unbilled!],
      invoiced: ['pay_billed'],
    });
    await recountDay(deps, day);
    const slots = await counters.slotsOf(day);
    const missing = slots.find((slot) => slot.at === at)!.uninvoiced;
    expect(Object.keys(missing)).toEqual(['pay_unbilled']);
  });

  test('of what is counted right changes nothing, refunds of older payments included', async () => {
    const { counters, deps } = await setup();
    const before = new Map(counters.stored);
    expect(await recountDay(deps, day)).toEqual([]);
    expect(counters.stored).toEqual(before);
  });

  test.each([1, -1])('finds and repairs a count that is wrong by %d', async (wrong) => {
    const { counters, deps } = await setup();
    const at = `${day}T10:00:00.000Z`;
    const right = counters.stored.get(at)!;
    const counts = { ...right.series[card]!, completed: 1 + wrong };
    counters.stored.set(at, { ...right, series: { [card]: counts } });
    expect(await recountDay(deps, day)).toEqual([{ at, outcome: 'repaired' }]);
    expect(counters.stored.get(at)?.series).toEqual(right.series);
    expect(counters.stored.get(at)?.latencies).toEqual(right.latencies);
    expect(await recountDay(deps, day)).toEqual([]);
  });

  test('repairs a lost refund of an older payment that its slot still names', async () => {
    const { counters, deps } = await setup();
    const at = `${day}T11:00:00.000Z`;
    const slot = counters.stored.get(at)!;
    counters.stored.set(at, { ...slot, series: {} });
    await recountDay(deps, day);
    expect(counters.stored.get(at)?.series[card]).toEqual({
      ...noCounts,
      refunded: 1,
      refundedMinor: 800,
    });
  });

  test('counts a payment that nobody counted, and counts it no second time when it is told of late', async () => {
    const lost = aPayment({ id: 'pay_lost', createdAt: `${day}T23:00:00.000Z` });
    const { counters, deps } = await setup({ nobodyCounted: [lost] });
    expect(await recountDay(deps, day)).toHaveLength(1);
    await countFacts({ ...deps, pause: async () => {} }, factsOfPayment(lost));
    const [slot] = await counters.slots(new Date(`${day}T23:00:00Z`), new Date('2026-11-22'));
    expect(slot?.series[card]?.initiated).toBe(1);
  });

  test('leaves a slot alone that is counted in meanwhile, until the next night', async () => {
    const { counters, deps } = await setup();
    const at = `${day}T10:00:00.000Z`;
    counters.stored.set(at, { ...counters.stored.get(at)!, series: {} });
    const busy = Object.assign(Object.create(counters), { save: async () => 'overtaken' as const });
    expect(await recountDay({ ...deps, counters: busy }, day)).toEqual([
      { at, outcome: 'overtaken' },
    ]);
  });
});

describe('closing the days', () => {
  test('sums up everything before today once, however often it runs', async () => {
    const { counters } = await setup();
    for (const _ of [1, 2, 3]) await closeDays({ counters }, '2026-11-22');
    const totals = await counters.totals();
    expect(totals.series[card]).toMatchObject({ completed: 1, failed: 1, refunded: 1 });
    expect((await counters.before('2026-11-21'))?.series).toEqual({});
  });

  test('keeps the hours of the days, and looks for no slots of them any more', async () => {
    const { counters } = await setup();
    await closeDays({ counters }, '2026-11-22');
    expect([...counters.storedHours.keys()].filter((at) => at.startsWith(day))).toEqual([
      `${day}T10:00:00.000Z`,
      `${day}T11:00:00.000Z`,
      `${day}T23:00:00.000Z`,
    ]);
    const hours = await counters.hours(new Date(day), now());
    expect(hours.map(({ at }) => at.slice(11, 13))).toEqual(['10', '11']);
  });

  test('makes up for nights that were missed, and adds what was counted late to later sums', async () => {
    const { counters } = await setup();
    await closeDays({ counters }, '2026-11-22');
    await countFacts(
      { counters, now, pause: async () => {} },
      factsOfPayment(aPayment({ id: 'pay_late', createdAt: `${day}T12:00:00.000Z` })),
    );
    await closeDays({ counters }, '2026-11-29');
    expect((await counters.before('2026-11-29'))?.series[card]?.initiated).toBe(3);
  });
});
