import { signedHeaders } from '#domain/webhooks/signature';
import { HttpsWebhookSender } from '#providers/webhook/https-webhook-sender';
import { startSimulatedReceiver } from '../../../local/providers/receiver/server.ts';

let receiver: Awaited<ReturnType<typeof startSimulatedReceiver>>;
beforeAll(async () => {
  receiver = await startSimulatedReceiver({});
});
afterAll(() => receiver.stop());

const key = Buffer.alloc(32, 7);
const secret = `whsec_${key.toString('base64')}`;
const sender = new HttpsWebhookSender({ ownHosts: [], reachesThisMachine: true });

async function control(method: string, name: string, wish?: object) {
  const body = wish && JSON.stringify(wish);
  const answer = await fetch(`${receiver.url}/_sim/receivers/${name}`, { method, body });
  return { status: answer.status, ...((await answer.json()) as { received: object[] }) };
}

const send = (name: string, key_ = key) => {
  const body = '{"type":"payment.completed"}';
  const headers = {
    'content-type': 'application/json',
    ...signedHeaders([key_], { id: 'evt_1', at: new Date(), body }),
  };
  return sender.send({ url: `${receiver.url}/hooks/${name}`, headers, body });
};

test('it keeps what arrives, and says by the library of the standard whether it is signed', async () => {
  await send('shop');
  await control('PUT', 'shop', { secret });
  await send('shop');
  await send('shop', Buffer.alloc(32, 8));
  expect((await control('GET', 'shop')).received).toMatchObject([
    { id: 'evt_1', type: 'payment.completed', signature: 'unknown' },
    { signature: 'valid' },
    { signature: 'invalid' },
  ]);
});

test.each([
  ['ok', { kind: 'answered', status: 200 }],
  ['error', { kind: 'answered', status: 500 }],
  ['gone', { kind: 'answered', status: 410 }],
  ['busy', { kind: 'answered', status: 429, retryAfter: '3600' }],
  ['redirect', { kind: 'answered', status: 302 }],
  ['reset', { kind: 'failed', error: 'broken_answer' }],
  ['large', { kind: 'answered', status: 200 }],
  ['bomb', { kind: 'answered', status: 500 }],
])('it behaves as it is told to: %s', async (behaviour, outcome) => {
  await control('PUT', behaviour, { behaviour });
  const found = await send(behaviour);
  expect(found).toMatchObject(outcome);
  expect('answer' in found ? found.answer.length : 0).toBeLessThanOrEqual(1_024);
  expect((await control('GET', 'elsewhere')).received).toEqual([]);
});

test('it refuses a behaviour that it does not know', async () => {
  expect((await control('PUT', 'shop', { behaviour: 'sing' })).status).toBe(400);
});
