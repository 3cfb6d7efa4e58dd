import { freePlacesForNotes } from '#test/admin-notes';
import {
  aPaymentRequest,
  api,
  control,
  eventually,
  initiate,
  invoiced,
  mails,
  press,
  settledAs,
  stripe,
} from '#test/cloud';
import { sessionsAbout } from '#test/stripe-account';
import { type AwsFault, awsFault, initiateMarked, reconciledAs, requests } from '#test/trouble';

const admin = 'admin@shop.example';

// Their notes are looked for one by one.
beforeEach(freePlacesForNotes);

/** Every kind of end that a run can meet between two of its steps. */
const ends = ['killBefore', 'killAfter', 'failBefore', 'failAfter'] as const;

/** A function's own calls; those that fetch its messages for it are Lambda's. */
type Step = { service: 'dynamodb' | 's3' | 'ses'; nth: number };

const around = (steps: Step[]) =>
  ends.flatMap((fault) => steps.map((step) => ({ fault, ...step })));

const dynamodb = (calls: number): Step[] =>
  Array.from({ length: calls }, (_, index) => ({ service: 'dynamodb', nth: index + 1 }));

async function payUnderFault(fault: AwsFault) {
  const { end, isSpent } = await awsFault(fault);
  try {
    const payment = await initiate();
    await press(payment, 'pay');
    const paid = await invoiced(payment.id);
    await eventually(isSpent, { what: 'the fault has not struck' });
    return paid;
  } finally {
    await end();
  }
}

const numberOf = ({ invoice }: { invoice: { number: string } }) =>
  Number(invoice.number.split('-').at(-1));

describe('the invoice function dies or a call fails between any two of its steps', () => {
  const numbers: number[] = [];

  test.each(around([...dynamodb(4), { service: 's3', nth: 1 }]))(
    '$fault at $service call $nth: after the retry there is one invoice',
    async (step) => {
      const paid = await payUnderFault({ function: 'invoices/generate-invoice', ...step });
      numbers.push(numberOf(paid));
    },
  );

  test('the invoice numbers have no gap', () => {
    expect(numbers).toHaveLength(20);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  });
});

describe('the settling function dies or a call fails between any two of its steps', () => {
  test.each(around(dynamodb(2)))(
    '$fault at call $nth: one completed payment, one invoice',
    async (step) => {
      const paid = await payUnderFault({ function: 'payments/settle-payment', ...step });
      expect(paid.status).toBe('completed');
      const notes = await eventually(async () => {
        const found = await mails({ to: admin, about: paid.id });
        return found.length > 0 && found;
      });
      expect(notes).toHaveLength(1);
    },
    60_000,
  );
});

describe('the relay dies or a call fails', () => {
  test.each([
    { fault: 'killBefore', times: 1 },
    { fault: 'killAfter', times: 1 },
    { fault: 'failBefore', times: 4 },
    { fault: 'failAfter', times: 2 },
  ])(
    '$fault × $times: the event still takes effect once',
    async (fault) => {
      const paid = await payUnderFault({
        function: 'outbox/relay-events',
        operation: 'SendMessage',
        ...fault,
      });
      await eventually(async () => (await mails({ to: admin, about: paid.id })).length > 0);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await mails({ to: admin, about: paid.id })).toHaveLength(1);
    },
    60_000,
  );
});

test('if mail is refused for some time, it is sent once, later', async () => {
  const paid = await payUnderFault({
    function: 'messages/send-message',
    service: 'ses',
    fault: 'throttle',
    times: 4,
  });
  await eventually(async () => (await mails({ to: admin, about: paid.id })).length > 0);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await mails({ to: admin, about: paid.id })).toHaveLength(1);
}, 60_000);

test('if documents cannot be stored for some time, the invoice keeps its number', async () => {
  const paid = await payUnderFault({
    function: 'invoices/generate-invoice',
    service: 's3',
    fault: 'failBefore',
    times: 7,
  });
  expect(paid.status).toBe('completed');
}, 60_000);

describe('Stripe fails while a checkout is opened', () => {
  const post = async (body: object, key: string) =>
    api('POST', '/v1/payments', { body, headers: { 'idempotency-key': key } });

  /** The caller is told to try again, and the same key then opens the only checkout. */
  async function triesAgain(fault: string, times: number): Promise<void> {
    const mark = { test: crypto.randomUUID() };
    const key = crypto.randomUUID();
    const body = aPaymentRequest({ metadata: mark });
    await requests(mark, fault, { method: 'POST', times });
    const refused = await post(body, key);
    expect(refused.status).toBe(503);
    expect(refused.body).toMatchObject({ code: 'provider_unreachable', status: 503 });
    expect(refused.headers.get('content-type')).toBe('application/problem+json');

    const again = await post(body, key);
    expect(again.status).toBe(201);
    await press(again.body, 'pay');
    await settledAs(again.body.id, 'completed');
    expect(await sessionsAbout(mark.test)).toHaveLength(1);
    const charges = await stripe('GET', '/_sim/charges');
    const mine = charges.filter((charge: object) => JSON.stringify(charge).includes(mark.test));
    expect(mine).toHaveLength(1);
  }

  test.each([
    { fault: '429', times: 1 },
    { fault: 'truncate', times: 1 },
    // Stripe's client repeats it by itself once.
    { fault: 'actThenReset', times: 2 },
  ])(
    '$fault: the caller is told to try again, the same key opens one checkout',
    ({ fault, times }) => triesAgain(fault, times),
    60_000,
  );

  test('500, which Stripe repeats for the key: the payment expires unpaid, a new key works', async () => {
    const mark = { test: crypto.randomUUID() };
    const body = aPaymentRequest({ metadata: mark });
    await requests(mark, '500', { method: 'POST', times: 1 });
    const refused = await post(body, crypto.randomUUID());
    expect(refused.status).toBe(503);
    expect((await post(body, crypto.randomUUID())).status).toBe(201);
    const q = encodeURIComponent(body.customer.email);
    const { data } = (await api('GET', `/v1/payments?q=${q}`)).body;
    expect(data).toHaveLength(2);
    for (const { id } of data) await reconciledAs(id, 'expired');
  }, 60_000);

  // Each waits as long as a caller may; so they wait together.
  test('Stripe does not answer, before it acts or after: the caller waits seconds, not minutes', async () => {
    const mark = { test: crypto.randomUUID() };
    await requests(mark, 'hang', { method: 'POST', times: 2 });
    const hanging = post(aPaymentRequest({ metadata: mark }), crypto.randomUUID());
    await triesAgain('actThenTimeout', 2);
    expect((await hanging).status).toBe(503);
  }, 60_000);

  test('Stripe refuses: the payment has failed, and the answer says why', async () => {
    const mark = { test: crypto.randomUUID() };
    await requests(mark, 'refuse', { method: 'POST', times: 1 });
    const reply = await post(aPaymentRequest({ metadata: mark }), crypto.randomUUID());
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ status: 'failed', action: null });
  });
});

test('the notification arrives before our checkout is stored', async () => {
  const mark = { test: crypto.randomUUID() };
  const { end } = await awsFault({
    function: 'payments/initiate-payment',
    operation: 'PutItem',
    match: mark.test,
    nth: 2,
    fault: 'delay',
    delayMs: 2_500,
  });
  const initiating = initiate({ metadata: mark });
  const url = await eventually(async () => {
    return (await sessionsAbout(mark.test))[0]?.url ?? undefined;
  });
  await press({ action: { url } }, 'pay');
  const payment = await initiating;
  await end();
  await settledAs(payment.id, 'completed');
}, 30_000);

test('a payment interrupted between Stripe and our write is settled without help', async () => {
  const { payment, mark } = await initiateMarked();
  const { end } = await awsFault({
    function: 'payments/settle-payment',
    match: payment.id,
    fault: 'failBefore',
    times: 3,
  });
  await press(payment, 'pay');
  await end();
  await settledAs(payment.id, 'completed');
  expect(mark).toBeDefined();
}, 60_000);

test('an event that cannot be relayed becomes a dead letter, and its shard continues', async () => {
  const before = (await unrelayed()).visible;
  const { end } = await awsFault({
    function: 'outbox/relay-events',
    operation: 'SendMessage',
    fault: 'failBefore',
    times: 200,
    match: 'payment.completed',
  });
  const payment = await initiate();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await eventually(async () => (await unrelayed()).visible > before, { withinMs: 60_000 });
  await end();
  const next = await initiate();
  await press(next, 'pay');
  await invoiced(next.id);
}, 120_000);

async function unrelayed(): Promise<{ visible: number }> {
  const queues = await control('GET', '/queues');
  return queues.find(({ name }: { name: string }) => name.startsWith('Outbox'));
}
