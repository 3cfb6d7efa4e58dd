import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveValues } from '#runtime/live-values';
import {
  anAddress,
  control,
  eventually,
  getPayment,
  initiate,
  invoiced,
  press,
  settledAs,
} from '#test/cloud';
import { ops } from '#test/operator';
import { awsFault } from '#test/trouble';

async function paidPayment(changes: object = {}) {
  const payment = await initiate(changes);
  await press(payment, 'pay');
  return settledAs(payment.id, 'completed');
}

const refunded = (id: string, amountRefunded: number) =>
  eventually(async () => (await getPayment(id)).amountRefunded === amountRefunded, {
    what: `${id} has not ${amountRefunded} refunded`,
  });

test('the local cloud is in order, and no secret is printed', async () => {
  const { code, text } = await ops('check');
  expect(text).toContain('local is ready.');
  expect(text).toContain('stripe webhook: gets every needed event');
  expect(text).toContain('paypal webhook: gets every needed event');
  expect(code).toBe(0);
  const secrets: Record<string, string> = await control('GET', '/secrets');
  for (const [name, value] of Object.entries(secrets))
    if (!name.endsWith('site-id'))
      for (const one of liveValues(value)) expect(text).not.toContain(one);
});

test('an order is refunded in part, then a payment in full', async () => {
  const payment = await paidPayment({ orderId: `order-${randomUUID()}` });
  const words = ['refund', '--order', payment.orderId, '--amount', '800', '--reason', 'late'];
  const part = await ops(...words);
  expect(part.text).toContain(`${payment.id}: 8.00 EUR refunded`);
  expect(part.code).toBe(0);
  await refunded(payment.id, 800);
  expect((await ops('refund', '--payment', payment.id, '--reason', 'lost')).code).toBe(0);
  await refunded(payment.id, 46_800);
  const more = await ops('refund', '--payment', payment.id, '--reason', 'lost');
  expect(more.text).toContain('refund_exceeds_remaining');
  expect(more.code).toBe(1);
});

test('a file of refunds is refunded once, however often it is run', async () => {
  const payments = [await paidPayment(), await paidPayment()];
  const file = join(mkdtempSync(join(tmpdir(), 'refunds-')), 'refunds.csv');
  const rows = payments.map(({ id }, index) => `${id},${1_000 + index},late`);
  writeFileSync(file, ['payment,amount,reason', ...rows].join('\n'));
  expect((await ops('refund', '--file', file, '--dry-run')).text).toContain('nothing was sent');
  expect((await ops('refund', '--file', file)).text).toBe('2 refunded (20.01 EUR).');
  await refunded(payments[0].id, 1_000);
  await refunded(payments[1].id, 1_001);
  expect((await ops('refund', '--file', file)).text).toBe('2 already done.');
  expect((await getPayment(payments[0].id)).amountRefunded).toBe(1_000);
});

test('a method is switched off and on, and the audit trail says by whom and why', async () => {
  const off = await ops('switch', 'off', 'external/mobile_money', '--reason', 'an outage');
  expect(off.text).toMatch(/^external\/mobile_money: OFF, since .*: an outage$/);
  expect((await ops('switch')).text).toContain('external/mobile_money: OFF');
  const on = await ops('switch', 'on', 'external/mobile_money', '--reason', 'it is over');
  expect(on.text).toContain('external/mobile_money: on');
});

test('reconciling runs both schedules; tasks and dead letters can be listed', async () => {
  const { code, text } = await ops('reconcile');
  expect(text).toBe('reconcile-payments: done\nfind-missed-notifications: done');
  expect(code).toBe(0);
  expect((await ops('tasks')).code).toBe(0);
  expect((await ops('redrive')).code).toBe(0);
});

test('an unknown id is reported, and nothing happens', async () => {
  expect((await ops('replay', 'evt_none')).text).toContain('notification_not_found');
  expect((await ops('close', 'pay_none', 'ref_none', '--ask-provider')).code).toBe(1);
  expect((await ops('redrive', 'mail')).code).toBe(2);
  expect((await ops('refund', '--paymnt', 'pay_1')).code).toBe(2);
});

const lettersIn = async (queue: string): Promise<number> => {
  const queues: { name: string; visible: number }[] = await control('GET', '/queues');
  return queues.find(({ name }) => name.startsWith(queue))!.visible;
};

test('redrive delivers what the relay gave up to its queues [A10]', async () => {
  const before = await lettersIn('Outbox');
  const payment = await initiate();
  const { end } = await awsFault({
    function: 'outbox/relay-events',
    operation: 'SendMessage',
    fault: 'failBefore',
    times: 500,
    match: payment.id,
  });
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await eventually(async () => (await lettersIn('Outbox')) > before);
  await end();
  expect((await getPayment(payment.id)).invoice).toBeNull();
  const { code, text } = await ops('redrive', 'relay-events');
  expect(text).toMatch(/^relay-events: [1-9]\d* events relayed$/m);
  expect(code).toBe(0);
  await invoiced(payment.id);
  expect(await lettersIn('Outbox')).toBe(0);
});

test('redrive runs a failed run again [A10]', async () => {
  const before = await lettersIn('Background');
  const { end } = await awsFault({
    function: 'subscriptions/renew-subscriptions',
    service: 'dynamodb',
    fault: 'failBefore',
    times: 500,
  });
  await control('POST', '/schedules/renew-subscriptions/start');
  await eventually(async () => (await lettersIn('Background')) > before);
  await end();
  const { code, text } = await ops('redrive', 'background-work');
  expect(text).toContain('renew-subscriptions has run');
  expect(code).toBe(0);
  expect(await lettersIn('Background')).toBe(0);
});

test('the first admin is invited once, and the local cloud says the password', async () => {
  const email = anAddress();
  const words = ['people', 'invite', '--role', 'admin', '--email', email];
  const first = await ops(...words, '--json');
  expect(first.code).toBe(0);
  expect(JSON.parse(first.text)).toEqual({
    email,
    role: 'admin',
    outcome: 'invited',
    password: expect.stringMatching(/^Aa1!/),
  });
  const again = await ops(...words);
  expect(again.code).toBe(0);
  expect(again.text).toContain('was there already, and is admin');
});
