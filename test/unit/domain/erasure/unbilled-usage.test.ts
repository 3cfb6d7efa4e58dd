import { hasUnbilledUsage } from '#domain/erasure/unbilled-usage';
import { money } from '#domain/money';
import { aBilledPeriod } from '#test/billed-periods';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryPeriodStore } from '#test/memory-period-store';

const month = (number: number) => `2026-${number}` as const;

async function setup({ closed = [] as number[], invoiced = [] as string[], due = true } = {}) {
  const periods = new MemoryPeriodStore();
  for (const number of closed) {
    const own = { customerId: 'cus_1', month: month(number) };
    const period = aBilledPeriod({ ...own, due: due ? [money(60, 'EUR'), money(400, 'XOF')] : [] });
    await periods.close(period, { id: `evt_${number}` } as never);
  }
  const deps = {
    plans: somePlans,
    periods,
    hasInvoice: async (period: { month: string; currency: string }) =>
      invoiced.includes(`${period.month} ${period.currency}`),
  };
  return (changes: object) =>
    hasUnbilledUsage(
      deps,
      aCustomer({ id: 'cus_1', timeZone: 'Africa/Abidjan', ...changes }),
      new Date('2026-12-10T10:00:00.000Z'),
    );
}

const bothOf = (...numbers: number[]) =>
  numbers.flatMap((number) => [`${month(number)} EUR`, `${month(number)} XOF`]);

const pro = { planId: 'pay_as_you_go' };
const free = { planId: 'free' };
const archived = { archivedAt: '2026-11-20T10:00:00.000Z' };

test('a month that runs on a plan with overage is not billed; on one without, nothing is sold', async () => {
  const isUnbilled = await setup({ closed: [11], invoiced: bothOf(11) });
  expect(await isUnbilled(pro)).toBe(true);
  expect(await isUnbilled(free)).toBe(false);
  // The seller has given it up: it counts as the free one.
  expect(await isUnbilled({ planId: 'given_up' })).toBe(false);
});

test('an archived customer waits until its last month is closed and invoiced, in each currency', async () => {
  expect(await (await setup({ closed: [10], invoiced: bothOf(10) }))({ ...pro, ...archived })).toBe(
    true,
  );
  for (const invoiced of [[], ['2026-11 EUR'], ['2026-11 XOF']])
    expect(await (await setup({ closed: [11], invoiced }))({ ...pro, ...archived })).toBe(true);
  const billed = await setup({ closed: [10, 11], invoiced: bothOf(10, 11) });
  expect(await billed({ ...pro, ...archived })).toBe(false);
});

test('what a customer owes from the month before is invoiced first, whatever its plan is now', async () => {
  expect(await (await setup({ closed: [11] }))(free)).toBe(true);
  expect(await (await setup({ closed: [11], invoiced: bothOf(11) }))(free)).toBe(false);
  expect(await (await setup({ closed: [11], due: false }))(free)).toBe(false);
  expect(await (await setup())(free)).toBe(false);
});

test('the month is that of the customer’s time zone', async () => {
  const billed = await setup({ closed: [11], invoiced: bothOf(11) });
  const lastEvening = { ...pro, archivedAt: '2026-11-30T23:30:00.000Z' };
  expect(await billed(lastEvening)).toBe(false);
  expect(await billed({ ...lastEvening, timeZone: 'Europe/Paris' })).toBe(true);
});
