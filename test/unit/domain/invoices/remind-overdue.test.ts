import { remindOverdue } from '#domain/invoices/remind-overdue';
import { anInvoice } from '#test/invoices';
import { anIssuedInvoice } from '#test/issued-invoices';
import { anEvent } from '#test/payments';

const steps = [7, 15, 30];

/** An invoice that is due on 21 December; `run('12-28')` is that day's run. */
async function setup(days: readonly number[] = steps) {
  const world = await anIssuedInvoice();
  const deps = { ...world.deps, steps: days, timeZone: 'Europe/Paris' };
  const run = async (day: string) => {
    const dueAt = new Date(`${day}T06:30:00.000Z`);
    const looks = await remindOverdue(deps, { dueAt, limit: 100, requestId: 'request-run' });
    return looks.map((look) => ('outcome' in look ? look.outcome : look.error));
  };
  const tones = () =>
    world.events('invoice.reminded').map(({ data }) => 'tone' in data && data.tone);
  return { ...world, run, tones };
}

test('an invoice is overdue the day after it was due, and each step has its one letter', async () => {
  const { run, stored, tones } = await setup();
  expect(await run('2026-12-21')).toEqual([]);
  expect((await stored()).status).toBe('generated');
  expect(await run('2026-12-22')).toEqual(['overdue']);
  expect((await stored()).status).toBe('overdue');
  expect(await run('2026-12-22')).toEqual([]);
  for (const day of ['2026-12-27', '2026-12-28', '2026-12-28', '2026-12-29']) await run(day);
  expect(tones()).toEqual(['friendly']);
  await run('2027-01-05');
  await run('2027-01-20');
  expect(tones()).toEqual(['friendly', 'firm', 'last']);
  expect(await run('2027-12-31')).toEqual([]);
  expect((await stored()).history).toMatchObject([
    { kind: 'reminded', by: 'schedule:remind-overdue', afterDays: 7 },
    { afterDays: 15 },
    { afterDays: 30 },
  ]);
});

test('after an outage only the latest letter is sent: nobody gets three at once', async () => {
  const { run, tones, stored } = await setup();
  expect(await run('2027-01-06')).toEqual(['reminded']);
  expect((await stored()).status).toBe('overdue');
  expect(await run('2027-01-07')).toEqual([]);
  expect(tones()).toEqual(['firm']);
});

test('two runs at once send one letter', async () => {
  const { run, tones } = await setup();
  await Promise.all([run('2026-12-28'), run('2026-12-28')]);
  expect(tones()).toEqual(['friendly']);
});

test('nobody is reminded while a payment is being processed; the next day it is looked at again', async () => {
  const { run, tones, isProcessing } = await setup();
  isProcessing.now = true;
  expect(await run('2026-12-28')).toEqual(['processing']);
  expect(await run('2026-12-28')).toEqual([]);
  isProcessing.now = false;
  expect(await run('2026-12-29')).toEqual(['reminded']);
  expect(tones()).toEqual(['friendly']);
});

test('what was paid is not looked at', async () => {
  const { run, invoices, id } = await setup();
  const paidBy = { ...anInvoice().payment!, id: 'pay_1' };
  await invoices.markPaid(invoices.rows.get(id)!, paidBy, anEvent());
  expect(await run('2026-12-28')).toEqual([]);
});

test('without steps it becomes overdue, and nobody is reminded', async () => {
  const { run, tones, stored } = await setup([]);
  expect(await run('2027-01-20')).toEqual(['overdue']);
  expect(await run('2027-01-21')).toEqual([]);
  expect([tones(), (await stored()).status]).toEqual([[], 'overdue']);
});

test('one that fails does not stop the others, and is tried again', async () => {
  const { run, deps } = await setup();
  const find = deps.invoices.find.bind(deps.invoices);
  deps.invoices.find = () => Promise.reject(new Error('corrupt'));
  expect(await run('2026-12-28')).toEqual([new Error('corrupt')]);
  deps.invoices.find = find;
  expect(await run('2026-12-28')).toEqual(['reminded']);
});
