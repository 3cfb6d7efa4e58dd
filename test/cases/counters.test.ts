import { addDays, utcDay } from '#domain/calendar/day';
import { markOf } from '#domain/monitoring/counted-slot';
import { type Counts, slotMs, startOf } from '#domain/monitoring/counters';
import { DynamoCounterStore } from '#stores/counter-store';
import { DynamoTroubleStore } from '#stores/trouble-store';
import {
  api,
  control,
  eventually,
  initiate,
  invoiced,
  type Json,
  press,
  settledAs,
} from '#test/cloud';
import { mainTable } from '#test/table';
import { awsFault, runSchedule } from '#test/trouble';

const card = 'stripe#card#EUR';

let counters: DynamoCounterStore;

beforeAll(async () => {
  counters = new DynamoCounterStore(await mainTable(), () => new Date());
});

async function counted(): Promise<Counts> {
  const { series } = await counters.totals();
  return series[card]!;
}

test('a declined card, a payment and its refund are in the counters of their time, once each', async () => {
  const start = new Date();
  const payment = await initiate();
  const before = await eventually(async () => (await counters.totals()).series[card] && counted());
  await press(payment, 'decline');
  await eventually(async () => (await counted()).declined > before.declined);
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await invoiced(payment.id);
  await api('POST', `/v1/payments/${payment.id}/refunds`, {
    body: { amount: 800, reason: 'broken' },
  });
  const after = await eventually(async () => {
    const now = await counted();
    const isThere = now.refunded > before.refunded && now.completed > before.completed;
    return isThere && now;
  });
  expect(after.completed - before.completed).toBe(1);
  expect(after.declined - before.declined).toBe(1);
  expect(after.volumeMinor - before.volumeMinor).toBe(46_800);
  expect(after.refundedMinor - before.refundedMinor).toBe(800);
  const first = new Date(startOf(slotMs, start));
  const slots = await eventually(async () => {
    const found = await counters.slots(first, new Date(Date.now() + slotMs));
    const isInvoiced = found.every(({ uninvoiced }) => !(payment.id in uninvoiced));
    return isInvoiced && found;
  });
  const measured = new Set(slots.flatMap(({ latencies }) => Object.keys(latencies)));
  for (const measure of ['response', 'settling', 'acknowledgement', 'invoicing', 'drawing'])
    expect([...measured]).toContain(`${measure}#stripe`);
});

test('the nightly recount repairs a count that is wrong, says so once, and closes the day', async () => {
  const start = new Date();
  const payment = await initiate();
  await press(payment, 'pay');
  await invoiced(payment.id);
  const day = utcDay(start);
  const slot = await eventually(async () => {
    const slots = await counters.slotsOf(day);
    const own = slots.find(({ seen }) => seen.has(markOf(`${payment.id}/completed`)));
    return own?.seen.has(markOf(`${payment.id}/invoiced`)) && own;
  });
  const counts = { ...slot.series[card]!, completed: 99 };
  const wrong = { ...slot.series, [card]: counts };
  expect(await counters.save({ ...slot, series: wrong, version: slot.version + 1 })).toBe('saved');
  const tomorrow = addDays(day, 1);
  await runSchedule('recount-payments', new Date(`${tomorrow}T00:10:00Z`));
  const repaired = await eventually(async () => {
    const { series } = await counters.slot(slot.at);
    return series[card]?.completed !== 99 && series[card];
  });
  expect(repaired).toEqual(slot.series[card]);
  const before = await eventually(() => counters.before(tomorrow));
  expect(before.series[card]?.completed).toBeGreaterThanOrEqual(1);
  const [trouble] = await new DynamoTroubleStore(await mainTable()).between(start, new Date());
  expect(trouble).toMatchObject({ kind: 'counters_differed', examples: [slot.at] });
});

test('what cannot be counted becomes a dead letter and holds up nothing, and is counted at night at the latest', async () => {
  const waiting = async (): Promise<number> => {
    const queues: Json[] = await control('GET', '/queues');
    return queues.find(({ name }) => name.startsWith('Background')).visible;
  };
  const before = await waiting();
  const payment = await initiate();
  const { end } = await awsFault({
    function: 'monitoring/count-facts',
    operation: 'PutItem',
    fault: 'failBefore',
    times: 5_000,
  });
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await invoiced(payment.id);
  await eventually(async () => (await waiting()) > before, { withinMs: 60_000 });
  await end();
  const isCounted = async () => {
    const slots = await counters.slotsOf(utcDay(new Date()));
    return slots.some(({ seen }) => seen.has(markOf(`${payment.id}/completed`)));
  };
  await runSchedule('recount-payments', new Date(`${addDays(utcDay(new Date()), 1)}T00:10:00Z`));
  await eventually(isCounted);
});
