import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { endpoints, eventually, type Json } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import { post } from '#test/sales';
import { paidUnheard, type Sale, shops, sim } from '#test/shops';

const paypal = shops.find(({ name }) => name === 'paypal')!;
const folder = '/v1/notifications/certs';

/** Somebody else's server, which would show any certificate. */
let strangersVisitors = 0;
const stranger = createServer((_, response) => {
  strangersVisitors += 1;
  response.end('-----BEGIN CERTIFICATE-----');
});
let strangersOrigin: string;

let sale: Sale;
let body: string;
let genuine: Record<string, string>;
beforeAll(async () => {
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  strangersOrigin = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
  const unheard = await paidUnheard(paypal);
  sale = unheard;
  body = paypal.bodyOf(unheard.event);
  ({ headers: genuine } = await paypal.sign(body));
});
afterAll(() => new Promise((resolve) => stranger.close(resolve)));

const answerWith = (certificate: string) =>
  post(paypal, body, { ...genuine, 'paypal-cert-url': certificate });

const timesFetched = async (name: string): Promise<number> =>
  ((await sim('paypal', 'GET', `/_sim/requests?about=${folder}`)) as Json[]).filter(({ path }) =>
    path.includes(name),
  ).length;

const ours = () => endpoints.providers.paypal;
const oursWithout = () => ours().slice('http://'.length);

test.each<[string, () => string]>([
  ['another host', () => `${strangersOrigin}${folder}/ELSEWHERE`],
  ['PayPal’s own host, unencrypted', () => `http://api.paypal.com${folder}/ELSEWHERE`],
  ['a host that only begins like PayPal’s', () => `${ours()}.evil.example${folder}/ELSEWHERE`],
  ['a user’s name before the host', () => `http://paypal@${oursWithout()}${folder}/ELSEWHERE`],
  [
    'PayPal’s host as a user’s name',
    () => `http://${oursWithout()}@${strangersOrigin.slice('http://'.length)}${folder}/ELSEWHERE`,
  ],
  ['another folder', () => `${ours()}${folder}/../../ELSEWHERE`],
  ['a folder behind an encoded slash', () => `${ours()}${folder}/..%2fELSEWHERE`],
  ['a question', () => `${ours()}${folder}/ELSEWHERE?to=${strangersOrigin}`],
  ['a file', () => 'file:///etc/ssl/certs/ELSEWHERE'],
  ['the machine’s own credentials', () => 'http://169.254.169.254/latest/ELSEWHERE'],
  ['no address', () => 'ELSEWHERE'],
])('row 16, paypal: a certificate at %s is never fetched', async (_what, address) => {
  expectProblem(await answerWith(address()), 400, 'certificate_not_allowed');
  expect(await timesFetched('ELSEWHERE')).toBe(0);
  expect(strangersVisitors).toBe(0);
  expect(await storedStatus(sale.payment.id)).toBe('pending');
});

test('row 16, paypal: a redirected certificate is not followed', async () => {
  const path = `${folder}/MOVED`;
  const location = `${strangersOrigin}${path}`;
  await sim('paypal', 'POST', '/_sim/faults', { on: 'request', path, fault: 'redirect', location });
  expectProblem(await answerWith(`${ours()}${path}`), 400, 'certificate_not_allowed');
  expectProblem(await answerWith(`${ours()}${path}`), 400, 'certificate_not_allowed');
  expect(await timesFetched('MOVED')).toBe(1);
  expect(strangersVisitors).toBe(0);
});

test.each([
  ['a page', 'PAGE', { fault: 'html', status: 200 }],
  ['nothing', 'NOTHING', { fault: 'empty' }],
])(
  'row 16, paypal: a certificate for which PayPal shows %s is refused, and requested once [B6]',
  async (_what, name, trouble) => {
    const path = `${folder}/${name}`;
    await sim('paypal', 'POST', '/_sim/faults', { on: 'request', path, ...trouble });
    for (let time = 1; time <= 3; time++)
      expectProblem(await answerWith(`${ours()}${path}`), 400, 'certificate_not_allowed');
    expect(await timesFetched(name)).toBe(1);
  },
);

test('row 16, paypal: while PayPal is down, the sender is told to try again', async () => {
  const path = `${folder}/ERROR`;
  const trouble = { fault: 'html', status: 502 };
  await sim('paypal', 'POST', '/_sim/faults', { on: 'request', path, ...trouble });
  expectProblem(await answerWith(`${ours()}${path}`), 503, 'verification_unavailable');
  expect(await storedStatus(sale.payment.id)).toBe('pending');
});

test('row 16, paypal: a genuine certificate is still accepted after all that', async () => {
  expect((await post(paypal, body, genuine)).status).toBe(200);
  await eventually(async () => (await storedStatus(sale.payment.id)) === 'completed');
});

test('row 16, paypal: thirty invented certificates are refused, and few of them requested [B6]', async () => {
  for (let n = 1; n <= 30; n++)
    expectProblem(
      await answerWith(`${ours()}${folder}/MADE-UP-${n}`),
      400,
      'certificate_not_allowed',
    );
  expect(await timesFetched('MADE-UP')).toBeLessThanOrEqual(6);
});
