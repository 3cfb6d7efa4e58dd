import { control, eventually, type Json, press, settledAs } from '#test/cloud';
import {
  type Account,
  anAccount,
  onPlan,
  payForPro,
  subscriptionOf,
} from '#test/customer-accounts';
import { ops } from '#test/operator';
import { awsFault } from '#test/trouble';

const activatePlan = 'subscriptions/activate-plan';
const dayMs = 86_400_000;

/** A month of Pro that is asked for and not yet paid: faults can be aimed at it. */
async function aPlanToPay(): Promise<{
  account: Account;
  payment: Json;
  pay: () => Promise<Json>;
}> {
  const account = await anAccount();
  const payment = (await payForPro(account.member)).body;
  const pay = async () => {
    await press(payment, 'pay');
    return settledAs(payment.id, 'completed');
  };
  return { account, payment, pay };
}

/** What the alarm watches. */
const setAside = async (): Promise<number> => {
  const queues: Json[] = await control('GET', '/queues');
  return queues.find(({ name }) => name.startsWith('Background')).visible;
};

const runs = async (): Promise<Json[]> =>
  (await control('GET', '/invocations')).filter((run: Json) => run.function === activatePlan);

async function expectOneMonth(account: Account): Promise<string> {
  await onPlan(account, 'pay_as_you_go');
  const { startedAt, currentPeriodEnd } = await subscriptionOf(account);
  const days = (Date.parse(currentPeriodEnd) - Date.parse(startedAt)) / dayMs;
  expect(days).toBeGreaterThan(27.9);
  expect(days).toBeLessThan(31.1);
  return currentPeriodEnd;
}

test('work that fails three times becomes a dead letter with an alarm, and redrive does it once', async () => {
  const [lettersBefore, runsBefore] = [await setAside(), (await runs()).length];
  const { account, payment, pay } = await aPlanToPay();
  const { end } = await awsFault({
    function: activatePlan,
    service: 'dynamodb',
    fault: 'failBefore',
    times: 1_000,
    match: payment.id,
  });
  await pay();
  await eventually(async () => (await setAside()) > lettersBefore, { withinMs: 60_000 });
  const tries = (await runs()).slice(runsBefore).filter(({ error }) => error);
  expect(tries).toHaveLength(3);
  expect(new Set(tries.map(({ requestId }) => requestId)).size).toBe(1);

  const stillBroken = await ops('redrive', 'activate-plan');
  expect(stillBroken.code).toBe(1);
  expect(stillBroken.text).toContain('background-work: FAILED: ');
  expect(await setAside()).toBe(lettersBefore + 1);
  expect((await subscriptionOf(account)).plan.id).toBe('free');

  await end();
  const mended = await ops('redrive', 'activate-plan');
  expect(mended.text).toContain('background-work: activate-plan is done');
  expect(mended.code).toBe(0);
  expect(await setAside()).toBe(lettersBefore);
  await expectOneMonth(account);
}, 120_000);

test.each([
  ['is throttled when it is handed over', 'throttle', 6],
  ['is handed over twice, since Lambda’s yes was lost', 'failAfter', 1],
  ['is handed over by a relay that dies right after', 'killAfter', 1],
])(
  'a plan that is paid for and %s is activated once',
  async (_, fault, times) => {
    const { account, payment, pay } = await aPlanToPay();
    const relay = await awsFault({
      function: 'outbox/relay-events',
      service: 'lambda',
      fault,
      times,
      match: payment.id,
    });
    await pay();
    const end = await expectOneMonth(account);
    await eventually(relay.isSpent);
    const next = (await payForPro(account.member)).body;
    await press(next, 'pay');
    const later = await eventually(async () => {
      const { currentPeriodEnd } = await subscriptionOf(account);
      return currentPeriodEnd !== end && currentPeriodEnd;
    });
    expect(Date.parse(later) - Date.parse(end)).toBeLessThan(31.1 * dayMs);
  },
  60_000,
);
