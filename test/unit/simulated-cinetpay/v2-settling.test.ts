import { readFileSync } from 'node:fs';
import { eventually } from '#test/eventually';
import { signedFields, signFields } from '../../../local/providers/cinetpay/v2/signature.ts';
import { click, pause } from './receiver.ts';
import { aReference, type Setup, setup, V2 } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());
afterEach(() => {
  world.receiver.status = 200;
});

async function open(changes: object = {}) {
  const reference = aReference();
  const { body } = await world.openV2({ transaction_id: reference, ...changes });
  return { reference, url: body.data.payment_url as string, token: body.data.payment_token };
}

const forms = (reference: string) =>
  world.notified(reference).map(({ body }) => Object.fromEntries(new URLSearchParams(body)));

test('the x-token equals the published vector', () => {
  const file = new URL('../../fixtures/signatures/cinetpay-v2.json', import.meta.url);
  const vector = JSON.parse(readFileSync(file, 'utf8'));
  expect(signedFields).toEqual(vector.order);
  expect(signFields(vector.fields, vector.secret)).toBe(vector.x_token);
});

test('paid by telephone: a ping, then notifications of waiting and of the outcome, each signed', async () => {
  const { reference, url } = await open({ metadata: 'order-7' });
  await click(url, 'pay');
  await eventually(() => forms(reference).length === 2);
  const [waiting, paid] = forms(reference);
  expect(waiting).toMatchObject({ cpm_error_message: 'WAITING_CUSTOMER_TO_VALIDATE' });
  expect(paid).toMatchObject({
    cpm_error_message: 'SUCCES',
    cpm_site_id: V2.siteId,
    cpm_amount: '5000',
    cpm_currency: 'XOF',
    cpm_custom: 'order-7',
    cel_phone_num: '0707123456',
    cpm_phone_prefixe: '225',
  });
  for (const { headers, body } of world.notified(reference)) {
    const fields = Object.fromEntries(new URLSearchParams(body)) as Parameters<
      typeof signFields
    >[0];
    expect(headers['x-token']).toBe(signFields(fields, V2.secretKey));
  }
  const ping = world.receiver.received.find(({ method }) => method === 'GET');
  expect(ping).toMatchObject({ path: '/notified', body: '' });
});

test('an address that does not answer the ping gets nothing until it does', async () => {
  world.receiver.status = 500;
  const { reference, url } = await open();
  await click(url, 'cancel');
  await pause(300);
  expect(forms(reference)).toHaveLength(0);
  world.receiver.status = 200;
  await eventually(() => forms(reference).length === 1);
});

test('check returns amounts as text and every final state by its code', async () => {
  const { reference, url } = await open();
  const waiting = await world.check(reference);
  expect(waiting.body).toMatchObject({ code: '662', data: { status: 'WAITING_FOR_CUSTOMER' } });
  await click(url, 'pay');
  const { body } = await world.check(reference);
  expect(body).toMatchObject({
    code: '00',
    message: 'SUCCES',
    data: { amount: '5000', currency: 'XOF', status: 'ACCEPTED', payment_method: 'OM' },
  });
  expect(body.data.operator_id).toMatch(/^MP\d{6}\.\d{4}\.A\d{5}$/);
  expect(body.data.payment_date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

test.each([
  ['decline', '600', 'PAYMENT_FAILED'],
  ['insufficient', '602', 'INSUFFICIENT_BALANCE'],
  ['cancel', '627', 'TRANSACTION_CANCEL'],
])('%s: REFUSED with code %s', async (outcome, code, message) => {
  const { reference, url } = await open();
  await click(url, outcome);
  const { body } = await world.check(reference);
  expect(body).toMatchObject({ code, message, data: { status: 'REFUSED', operator_id: null } });
});

test('later: it stays waiting until somebody settles it', async () => {
  const { reference, url } = await open();
  await click(url, 'later');
  const waiting = await world.check(reference);
  expect(waiting.body).toMatchObject({ code: '623', data: { status: 'WAITING_FOR_CUSTOMER' } });
  await world.control('POST', `/payments/${reference}/settle`, { outcome: 'pay' });
  expect((await world.check(reference)).body.code).toBe('00');
  await eventually(() => forms(reference).length === 2);
});

test('a payment that is never ended expires without a notification, and can still be paid late', async () => {
  const { reference } = await open();
  await world.control('POST', '/clock', { advanceSeconds: 86_400 });
  expect((await world.check(reference)).body.code).toBe('625');
  expect(forms(reference)).toHaveLength(0);
  await world.control('POST', `/payments/${reference}/settle`, { outcome: 'pay' });
  expect((await world.check(reference)).body.code).toBe('00');
  const charges = await world.control('GET', '/charges');
  expect(charges).toContainEqual(expect.objectContaining({ reference, amount: 5000 }));
});

test('a script is redirected to the shop, a browser posts itself there', async () => {
  const { reference, url, token } = await open();
  const script = await click(url, 'pay');
  expect(script.status).toBe(303);
  expect(script.headers.get('location')).toBe(
    `https://shop.example/back?order=7&transaction_id=${reference}&token=${token}`,
  );

  const other = await open();
  const browser = await click(other.url, 'pay', { accept: 'text/html,*/*' });
  const page = await browser.text();
  expect(browser.status).toBe(200);
  expect(page).toContain('method="post" action="https://shop.example/back?order=7"');
  expect(page).toContain(`name="transaction_id" value="${other.reference}"`);
});

test('an unknown id is not found', async () => {
  expect((await world.check('NEVEROPENED')).body.code).toBe('404');
});
