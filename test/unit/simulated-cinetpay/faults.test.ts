import { eventually } from '#test/eventually';
import { signFields } from '../../../local/providers/cinetpay/v2/signature.ts';
import { click, pause } from './receiver.ts';
import { aReference, type Setup, setup, V2 } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
  await world.logIn();
});
afterAll(() => world.stop());

const fault = (wanted: object) => world.control('POST', '/faults', wanted);
const tokenOf = (body: string) =>
  signFields(
    Object.fromEntries(new URLSearchParams(body)) as Parameters<typeof signFields>[0],
    V2.secretKey,
  );

test.each([
  ['refuse', 400, '606'],
  ['429', 429, '429'],
])('%s: the older API says so, and nothing was created', async (name, status, code) => {
  const reference = aReference();
  await fault({ on: 'request', fault: name, metadata: { reference } });
  const answer = await world.openV2({ transaction_id: reference });
  expect(answer).toMatchObject({ status, body: { code } });
  expect((await world.check(reference)).body.code).toBe('404');
});

test('500: the older API answers HTML', async () => {
  const reference = aReference();
  await fault({ on: 'request', fault: '500', metadata: { reference } });
  const answer = await world.openV2({ transaction_id: reference });
  expect(answer).toMatchObject({ status: 500, body: false });
});

test.each([
  ['refuse', { status: 422, body: { code: 1004 } }],
  ['500', { status: 500, body: { code: -1, status: 'OPERATION_ERROR' } }],
  ['429', { status: 429 }],
])('%s: the new API says so', async (name, expected) => {
  const reference = aReference();
  await fault({ on: 'request', fault: name, metadata: { reference } });
  expect(await world.openV1({ merchant_transaction_id: reference })).toMatchObject(expected);
});

test.each(['actThenReset', 'truncate'])(
  '%s: the client learns nothing, the payment exists in both APIs',
  async (name) => {
    const reference = aReference();
    await fault({ on: 'request', fault: name, metadata: { reference }, times: 2 });
    await expect(world.openV2({ transaction_id: reference })).rejects.toThrow();
    await expect(world.openV1({ merchant_transaction_id: reference })).rejects.toThrow();
    expect((await world.check(reference)).body.code).toBe('662');
    expect((await world.readV1(reference)).body.status).toBe('INITIATED');
  },
);

test.each([
  ['hang', '404'],
  ['actThenTimeout', '662'],
])('%s: no answer comes, and check says %s', async (name, code) => {
  const reference = aReference();
  await fault({ on: 'request', fault: name, metadata: { reference } });
  await expect(world.openV2({ transaction_id: reference }, 300)).rejects.toThrow(/timeout/);
  expect((await world.check(reference)).body.code).toBe(code);
});

test('slow: the answer is right, but late', async () => {
  const reference = aReference();
  await fault({ on: 'request', fault: 'slow', delayMs: 200, metadata: { reference } });
  const startedAt = Date.now();
  expect((await world.openV2({ transaction_id: reference })).body.code).toBe('201');
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(190);
});

test('faults can also select by base64 in the metadata', async () => {
  const metadata = Buffer.from(JSON.stringify({ test: 'hidden-mark' })).toString('base64');
  await fault({ on: 'request', fault: '429', metadata: { test: 'hidden-mark' } });
  expect((await world.openV2()).body.code).toBe('201');
  expect((await world.openV2({ metadata })).body.code).toBe('429');
});

test.each([
  [
    { fault: 'wrongAmount', amount: 500 },
    { amount: '500', currency: 'XOF' },
  ],
  [{ fault: 'wrongCurrency' }, { amount: '5000', currency: 'XAF' }],
])('the payer pays something else: %o', async (wanted, paid) => {
  const reference = aReference();
  await fault({ on: 'payment', metadata: { reference }, ...wanted });
  const { body } = await world.openV2({ transaction_id: reference });
  await click(body.data.payment_url, 'pay');
  expect((await world.check(reference)).body.data).toMatchObject(paid);
  const charges = await world.control('GET', '/charges');
  const expected = { reference, amount: Number(paid.amount), currency: paid.currency };
  expect(charges).toContainEqual(expect.objectContaining(expected));
});

/** Pays for a new order with something wrong about one of its notifications. */
async function payWith(wanted: object, type = 'ACCEPTED') {
  const reference = aReference();
  await fault({ on: 'notification', type, metadata: { reference }, ...wanted });
  const { body } = await world.openV2({ transaction_id: reference });
  await click(body.data.payment_url, 'pay');
  return reference;
}

const messages = (reference: string) =>
  world.notified(reference).map(({ body }) => new URLSearchParams(body).get('cpm_error_message'));

test('lost: it never arrives, but can be sent again', async () => {
  const reference = await payWith({ fault: 'lose' });
  await pause(300);
  expect(messages(reference)).toEqual(['WAITING_CUSTOMER_TO_VALIDATE']);
  const events = await world.control('GET', '/events');
  const lost = events.find(
    (event: { type: string; data: { cpm_trans_id: string } }) =>
      event.type === 'ACCEPTED' && event.data.cpm_trans_id === reference,
  );
  expect(lost).toMatchObject({ delivery_success: false, deliveries: [{ fault: 'lose' }] });
  await world.control('POST', `/events/${lost.id}/send`, { copies: 2, concurrent: true });
  expect(messages(reference).filter((message) => message === 'SUCCES')).toHaveLength(2);
});

test('duplicated and reordered', async () => {
  const twice = await payWith({ fault: 'duplicate', copies: 3 });
  await eventually(() => messages(twice).length === 4);
  const turned = await payWith({ fault: 'reorder' }, 'WAITING_FOR_CUSTOMER');
  await eventually(() => messages(turned).length === 2);
  expect(messages(turned)).toEqual(['SUCCES', 'WAITING_CUSTOMER_TO_VALIDATE']);
});

test('forged: the token is not the shop’s; stale: it is valid, as no time is signed', async () => {
  const forged = await payWith({ fault: 'wrongSecret' }, 'WAITING_FOR_CUSTOMER');
  const [first] = await eventually(
    () => world.notified(forged).length > 0 && world.notified(forged),
  );
  expect(first!.headers['x-token']).not.toBe(tokenOf(first!.body));
  const stale = await payWith({ fault: 'stale' }, 'WAITING_FOR_CUSTOMER');
  const [old] = await eventually(() => world.notified(stale).length > 0 && world.notified(stale));
  expect(old!.headers['x-token']).toBe(tokenOf(old!.body));
});

test('a notification to an address outside this machine goes to the account’s own address', async () => {
  const cancelAt = async ({ openV2, control }: Setup) => {
    const opened = await openV2({ notify_url: 'https://shop.example/notify' });
    await click(opened.body.data.payment_url, 'cancel');
    return (await control('GET', '/events')).at(-1).id;
  };
  const nowhere = await cancelAt(world);
  const other = await setup({ notifyUrl: `${world.receiver.url}/own` });
  await other.control('POST', `/events/${await cancelAt(other)}/send`);
  await other.stop();
  const own = { method: 'POST', path: '/notified/own' };
  expect(world.receiver.received).toContainEqual(expect.objectContaining(own));
  await world.control('POST', `/events/${nowhere}/send`);
  expect((await world.control('GET', '/events')).at(-1).deliveries).toEqual([]);
});
