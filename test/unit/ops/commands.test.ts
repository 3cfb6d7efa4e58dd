import { commands } from '../../../ops/commands.ts';
import { aTarget, operate, ShopApi } from './shop.ts';

/** Answers each address once, and keeps what it was asked. */
function scripted(answers: Record<string, unknown>) {
  const asked: { what: string; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    const what = `${init?.method} ${pathname}`;
    asked.push({ what, body: init?.body && JSON.parse(String(init.body)) });
    if (!(what in answers)) throw new Error(`not expected: ${what}`);
    return Response.json(answers[what]);
  };
  return { asked, fetch };
}

const nobody: typeof fetch = async (input) => {
  throw new Error(`nobody was to be asked: ${input}`);
};

test('help lists every command, and each has its own help', async () => {
  const { text, exitCode } = await operate(['--help'], { fetch: nobody });
  expect(exitCode).toBe(0);
  for (const [name, { usage }] of Object.entries(commands)) {
    expect(text).toContain(`  ${name} `);
    const own = await operate([name, '--help'], { fetch: nobody });
    expect(own.text).toContain(usage);
    expect(own.exitCode).toBe(0);
  }
});

test.each([
  ['an unknown command', ['refnd']],
  ['a name that every object has', ['constructor']],
  ['an unknown flag', ['refund', '--payment', 'pay_1', '--amout', '5', '--reason', 'x']],
  ['an unknown stage', ['switch', '--stage', 'production']],
  ['a word too many', ['tasks', 'now']],
  ['two payments', ['refund', '--payment', 'pay_1', '--order', 'o', '--reason', 'x']],
  ['no reason', ['refund', '--payment', 'pay_1']],
  ['an amount in euros', ['refund', '--payment', 'pay_1', '--amount', '12.50', '--reason', 'x']],
  ['a file and a payment', ['refund', '--file', 'x.csv', '--payment', 'pay_1']],
  ['a dry run of one', ['refund', '--payment', 'pay_1', '--reason', 'x', '--dry-run']],
  ['a missing file', ['refund', '--file', 'nowhere.csv']],
  ['two endings', ['close', 'pay_1', 'ref_1', '--proof', 'x', '--ask-provider']],
  ['no ending', ['close', 'pay_1', 'ref_1']],
  ['a switch without a reason', ['switch', 'off', 'stripe']],
  ['a switch of an unknown provider', ['switch', 'off', 'strpe', '--reason', 'x']],
  ['a replay of nothing', ['replay']],
  ['an erasure of nobody', ['erasures']],
  ['a list of one', ['erasures', 'list', 'cus_1']],
  ['invoices without a verb', ['invoices']],
  ['a year of two digits', ['invoices', 'verify', '--year', '26']],
  ['an invitation without a role', ['people', 'invite', '--email', 'a@shop.example']],
  ['an invitation of no address', ['people', 'invite', '--role', 'admin', '--email', 'a']],
  ['people without a verb', ['people', '--role', 'admin', '--email', 'a@shop.example']],
])('%s is an error, and no request is sent', async (_, words) => {
  expect((await operate(words, { fetch: nobody })).exitCode).toBe(2);
});

test('an order’s only payment is refunded', async () => {
  const api = new ShopApi();
  api.add({ orderId: 'order-11' });
  api.add({ orderId: 'order-1' });
  const words = ['refund', '--order', 'order-1', '--amount', '500', '--reason', 'late'];
  const { exitCode, text } = await operate(words, { fetch: api.fetch });
  expect(text).toBe('pay_2: 5.00 EUR refunded (ref_0)');
  expect(exitCode).toBe(0);
});

test('a refund whose answer is unclear can be repeated without refunding twice', async () => {
  const api = new ShopApi();
  const payment = api.add({});
  api.troubles.push('actThenSilent', 'silent', 'silent', 'silent');
  const words = ['refund', '--payment', payment.id, '--amount', '500', '--reason', 'late'];
  const first = await operate(words, { fetch: api.fetch });
  expect(first.exitCode).toBe(1);
  expect(first.text).toContain('--key ops-random');
  await operate([...words, '--key', 'ops-random'], { fetch: api.fetch });
  expect(payment.amountRefunded).toBe(500);
});

test('a switch is set with its reason, and all are listed', async () => {
  const off = {
    provider: 'stripe',
    method: 'card',
    enabled: false,
    reason: 'outage',
    changedBy: 'awa',
    changedAt: '2026-11-21T08:00:00Z',
  };
  const { asked, fetch } = scripted({
    'PUT /v1/admin/switches': off,
    'GET /v1/admin/switches': { data: [off] },
  });
  const words = ['switch', 'off', 'stripe/card', '--reason', 'outage'];
  const line = 'stripe/card: OFF, since 2026-11-21T08:00:00Z, by awa: outage';
  expect((await operate(words, { fetch })).text).toBe(line);
  expect(asked[0]?.body).toEqual({
    provider: 'stripe',
    method: 'card',
    enabled: false,
    reason: 'outage',
  });
  expect((await operate(['switch'], { fetch })).text).toBe(line);
});

test.each([
  [['--proof', 'transfer 12'], { outcome: 'given_back', proof: 'transfer 12' }],
  [['--ask-provider'], { outcome: 'ask_provider' }],
  [['--drop', 'agreed'], { outcome: 'dropped', reason: 'agreed' }],
])('a refund task is closed by %j', async (words, body) => {
  const path = 'POST /v1/payments/pay_1/refunds/ref_1/close';
  const { asked, fetch } = scripted({ [path]: { status: 'succeeded' } });
  const { text } = await operate(['close', 'pay_1', 'ref_1', ...words], { fetch });
  expect(text).toBe('ref_1 is succeeded');
  expect(asked).toEqual([{ what: path, body }]);
});

test('a notification is processed again', async () => {
  const { fetch } = scripted({ 'POST /v1/admin/inbox/a%2Fb/replay': { id: 'a/b', queued: true } });
  expect((await operate(['replay', 'a/b'], { fetch })).exitCode).toBe(0);
});

test('dead letters of one queue, or of all, are redriven; others are left alone', async () => {
  const redriven: string[] = [];
  const target = aTarget({
    queues: async () => [
      { name: 'settle-payment', waiting: 0, deadLetters: 2 },
      { name: 'send-message', waiting: 3, deadLetters: 1 },
      { name: 'generate-invoice', waiting: 0, deadLetters: 0 },
    ],
    redrive: async (queue) => {
      redriven.push(queue);
    },
  });
  await operate(['redrive', 'send-message'], { fetch: nobody, target });
  expect(redriven).toEqual(['send-message']);
  await operate(['redrive'], { fetch: nobody, target });
  expect(redriven).toEqual(['send-message', 'settle-payment', 'send-message']);
  const { exitCode, text } = await operate(['redrive', 'mail'], { fetch: nobody, target });
  expect(text).toContain(
    'there are: settle-payment, send-message, generate-invoice, issue-credit-note, activate-plan, complete-order, keep-files, follow-document, renew-activation, carry-out-erasure, write-export, write-accounting-export, fan-out-event, deliver-webhook, replay-deliveries, post-alert, file-notice, note-alarm, note-mail-event, watch-customer, relay-events, background-work',
  );
  expect(exitCode).toBe(2);
});

test('invoices are verified until the check is through, and a break ends with 1 and its number', async () => {
  const asked: object[] = [];
  const breaks = [
    { number: 'FA-2026-000003', why: 'gap', to: 'FA-2026-000004' },
    { number: 'FA-2026-000009', why: 'file_changed' },
  ];
  const found = { documents: 40, bytes: 2_000_000, ok: false, breaks, breakCount: 52 };
  const answers = [null, { ...found, unknownBefore: ['AV-2026-000012'] }];
  const target = aTarget({
    invoke: async (name, event) => {
      expect(name).toBe('invoices/verify-invoices');
      asked.push(event);
      return answers[asked.length - 1];
    },
  });
  const { exitCode, text } = await operate(['invoices', 'verify'], { fetch: nobody, target });
  expect(asked).toHaveLength(2);
  expect(asked[1]).toMatchObject({ year: '2026', dueAt: '2026-11-21T08:00:00.000Z' });
  expect(text).toContain('FA-2026-000003 to FA-2026-000004: no document has this number');
  expect(text).toContain('FA-2026-000009: its file is not the one that was stored');
  expect(text).toContain('… and 50 more');
  expect(text).toContain('AV-2026-000012: what came before it');
  expect(text).toContain('2026: 40 documents, 50 kB each: 52 BROKEN');
  expect(exitCode).toBe(1);
});

test('reconciling runs both schedules, the second even if the first fails', async () => {
  const ran: string[] = [];
  const target = aTarget({
    runSchedule: async (name) => {
      ran.push(name);
      if (name === 'reconcile-payments') throw new Error('Stripe is down');
    },
  });
  const { exitCode, text } = await operate(['reconcile'], { fetch: nobody, target });
  expect(ran).toEqual(['reconcile-payments', 'find-missed-notifications']);
  expect(text).toContain('reconcile-payments: FAILED: Stripe is down');
  expect(exitCode).toBe(1);
});

test('after a restore everybody on the list of erasures is erased again, one failing or not', async () => {
  const invoked: unknown[] = [];
  const target = aTarget({
    erasedCustomers: async () => ['cus_1', 'cus_2', 'cus_3'],
    invoke: async (name, event) => {
      const { customerId } = (event as { message: { data: { customerId: string } } }).message.data;
      invoked.push([name, customerId]);
      if (customerId === 'cus_2') throw new Error('payments are not settled');
      return null;
    },
  });
  const listed = await operate(['erasures', 'list'], { fetch: nobody, target });
  expect(listed).toMatchObject({ exitCode: 0, text: 'cus_1\ncus_2\ncus_3' });
  const { exitCode, text } = await operate(['erasures', 'replay'], { fetch: nobody, target });
  expect(exitCode).toBe(1);
  expect(text).toBe('cus_1: erased\ncus_2: FAILED: payments are not settled\ncus_3: erased');
  expect(invoked).toEqual(
    ['cus_1', 'cus_2', 'cus_3'].map((id) => ['customers/carry-out-erasure', id]),
  );
  const one = await operate(['erasures', 'replay', 'cus_3'], { fetch: nobody, target });
  expect(one).toMatchObject({ exitCode: 0, text: 'cus_3: erased' });
  const stranger = await operate(['erasures', 'replay', 'cus_9'], { fetch: nobody, target });
  expect(stranger.exitCode).toBe(2);
});
