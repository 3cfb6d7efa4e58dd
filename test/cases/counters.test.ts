import { type Counts, slotMs, startOf } from '#domain/monitoring/counters';
import { DynamoCounterStore } from '#stores/counter-store';
import { api, eventually, initiate, invoiced, press, settledAs } from '#test/cloud';
import { mainTable } from '#test/table';

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
  expect(slots.some(({ latencies }) => latencies['invoicing#stripe'])).toBe(true);
});
