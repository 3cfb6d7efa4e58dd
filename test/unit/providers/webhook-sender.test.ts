import type { LookupAddress } from 'node:dns';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { HttpsWebhookSender, type SenderOptions } from '#providers/webhook/https-webhook-sender';
import { isPublicAddress } from '#providers/webhook/public-addresses';
import { type Received, startReceiver } from '#test/receiver';

const addresses = (...list: string[]): LookupAddress[] =>
  list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

const answers: Record<string, (response: ServerResponse, received: Received) => void> = {
  '/ok': (response) => response.writeHead(200).end('thank you\u0000\u0007'),
  '/refuse': (response) => response.writeHead(500).end('<h1>Überlastet</h1>'),
  '/redirect': (response) =>
    response.writeHead(302, { location: 'https://warehouse.example/ok' }).end(),
  '/later': (response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
  '/large': (response) => {
    response.writeHead(200);
    for (let kilobytes = 0; kilobytes < 10_240; kilobytes++) response.write('x'.repeat(1024));
    response.end();
  },
  '/bomb': (response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(gzipSync(Buffer.alloc(50 * 1024 * 1024))),
  '/reset': (response) => response.socket?.destroy(),
  '/dribble': (response) => {
    response.writeHead(200);
    response.write('a');
  },
  '/broken': (response) => response.socket?.end('SMTP 220 hello\r\n\r\n'),
  '/silent': () => {},
};

const receiver = await startReceiver((response, received) =>
  answers[received.path]!(response, received),
);
afterAll(() => receiver.stop());

const here: SenderOptions = {
  ownHosts: ['api.shop.example'],
  ca: receiver.ca,
  reachesThisMachine: true,
  waits: { connect: 1_000, answer: 1_500, body: 300 },
  resolve: async () => addresses('127.0.0.1'),
};

const send = (path: string, options: Partial<SenderOptions> = {}, host = 'warehouse.example') =>
  new HttpsWebhookSender({ ...here, ...options }).send({
    url: `https://${host}:${receiver.port}${path}`,
    headers: { 'content-type': 'application/json', 'webhook-id': 'evt_1' },
    body: '{"city":"Orléans"}',
  });

/** A shop in the cloud, whose names have these addresses. */
const sendTo = (url: string, ...list: string[]) =>
  new HttpsWebhookSender({
    ownHosts: ['api.shop.example'],
    resolve: async () => addresses(...list),
  }).send({ url, headers: {}, body: '{}' });

test('the body arrives byte by byte, with its headers, and the answer is read', async () => {
  expect(await send('/ok')).toMatchObject({ kind: 'answered', status: 200, answer: 'thank you' });
  const { body, headers } = receiver.received.at(-1)!;
  expect(body).toBe('{"city":"Orléans"}');
  expect(headers).toMatchObject({ 'webhook-id': 'evt_1', 'content-length': '19' });
  expect(headers.host).toBe(`warehouse.example:${receiver.port}`);
});

test('a refusal comes with the beginning of what was said, and with the time it asks for', async () => {
  expect(await send('/refuse')).toMatchObject({ status: 500, answer: '<h1>Überlastet</h1>' });
  expect(await send('/later')).toMatchObject({ status: 429, retryAfter: '3600' });
});

test('a redirect is an answer, and is not followed', async () => {
  const before = receiver.received.length;
  expect(await send('/redirect')).toMatchObject({ kind: 'answered', status: 302 });
  expect(receiver.received).toHaveLength(before + 1);
});

test.each(['/large', '/bomb'])(
  'of %s no more than a kilobyte is kept, and nothing is unpacked',
  async (path) => {
    const outcome = await send(path);
    expect(outcome).toMatchObject({ kind: 'answered', status: 200 });
    if (outcome.kind === 'answered') expect(outcome.answer.length).toBeLessThanOrEqual(1024);
    expect(outcome.durationMs).toBeLessThan(1_500);
  },
);

test('a status counts at once, though the rest of the answer never ends', async () => {
  const outcome = await send('/dribble');
  expect(outcome).toMatchObject({ kind: 'answered', status: 200, answer: 'a' });
  expect(outcome.durationMs).toBeLessThan(3_000);
});

test.each(['/reset', '/broken'])('%s is a broken answer', async (path) => {
  expect(await send(path)).toMatchObject({ kind: 'failed', error: 'broken_answer' });
});

test('a receiver that says nothing is given up in time', async () => {
  const outcome = await send('/silent');
  expect(outcome).toMatchObject({ kind: 'failed', error: 'timeout' });
  expect(outcome.durationMs).toBeGreaterThanOrEqual(1_400);
  expect(outcome.durationMs).toBeLessThan(3_000);
});

test('a certificate of somebody else, or of nobody we trust, ends it before anything is sent', async () => {
  const before = receiver.received.length;
  expect(await send('/ok', {}, 'other.example')).toMatchObject({ kind: 'failed', error: 'tls' });
  expect(await send('/ok', { ca: undefined })).toMatchObject({ kind: 'failed', error: 'tls' });
  expect(receiver.received).toHaveLength(before);
});

test('nobody listening, and a name that is not known, are told apart', async () => {
  const refused = new HttpsWebhookSender(here).send({
    url: 'https://warehouse.example:1/',
    headers: {},
    body: '{}',
  });
  expect(await refused).toMatchObject({ kind: 'failed', error: 'connect' });
  const unknown = await send('/ok', { resolve: () => Promise.reject(new Error('ENOTFOUND')) });
  expect(unknown).toMatchObject({ kind: 'failed', error: 'dns' });
  expect(await sendTo('https://warehouse.example')).toMatchObject({ error: 'dns' });
});

test('a look-up that never ends is given up sooner', async () => {
  const outcome = await send('/ok', { resolve: () => new Promise(() => {}) });
  expect(outcome).toMatchObject({ kind: 'failed', error: 'timeout' });
  expect(outcome.durationMs).toBeLessThan(1_450);
});

const inside = [
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '169.254.170.23',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '224.0.0.1',
  '198.18.0.1',
  '203.0.113.7',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  '3fff::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
];

test.each(inside)(
  'a name that leads to %s is refused, alone or beside a public one',
  async (address) => {
    const refused = { kind: 'failed', error: 'refused_address' };
    expect(await sendTo('https://rebind.example', address)).toMatchObject(refused);
    expect(await sendTo('https://rebind.example', '93.184.216.34', address)).toMatchObject(refused);
  },
);

test.each(['93.184.216.34', '1.1.1.1', '2606:4700:4700::1111', '2a00:1450:4007:80e::200e'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each(['', 'warehouse.example', '127.0.0.1.', '2130706433'])('%j is no address', (text) =>
  expect(isPublicAddress(text)).toBe(false),
);

test('a name that changes its answer after the check is not looked up again', async () => {
  let lookUps = 0;
  const resolve = async () => addresses(lookUps++ === 0 ? '127.0.0.1' : '127.0.0.2');
  expect(await send('/ok', { resolve })).toMatchObject({ kind: 'answered', status: 200 });
  expect(lookUps).toBe(1);
});

test.each([
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://[::1]/',
  'https://localhost/',
  'https://user:secret@warehouse.example/',
  'http://warehouse.example/',
  'https://warehouse.example:9001/',
  'https://api.shop.example/v1/payments',
  'no url',
])('%s is not even looked up', async (url) => {
  const resolve = () => Promise.reject(new Error('looked up'));
  const sender = new HttpsWebhookSender({ ownHosts: ['api.shop.example'], resolve });
  const outcome = await sender.send({ url, headers: {}, body: '{}' });
  expect(outcome).toMatchObject({ kind: 'failed', error: 'refused_url' });
});

test('on this machine our own address stays refused, and so does everything that is not this machine', async () => {
  const own = new HttpsWebhookSender(here);
  const to = (url: string) => own.send({ url, headers: {}, body: '{}' });
  expect(await to('https://api.shop.example/')).toMatchObject({ error: 'refused_url' });
  const elsewhere = new HttpsWebhookSender({ ...here, resolve: async () => addresses('10.0.0.1') });
  const outcome = await elsewhere.send({ url: 'http://box/', headers: {}, body: '{}' });
  expect(outcome).toMatchObject({ error: 'refused_address' });
});
