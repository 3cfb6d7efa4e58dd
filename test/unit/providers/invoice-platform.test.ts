import { verifyStandardWebhook } from '#providers/external/verify-notification';
import { CommonInvoicePlatform } from '#providers/platform/invoice-platform';
import { readLifeCycle } from '#providers/platform/life-cycle-message';
import { flowIdIn } from '#providers/platform/notification';
import { eventually } from '#test/eventually';
import { startSimulatedPlatform } from '../../../local/providers/platform/server.ts';
import type { SimulatedProvider } from '../../../local/providers/simulation.ts';
import { startReceiver } from '../simulated-cinetpay/receiver.ts';

const keys = {
  clientId: 'client',
  clientSecret: 'secret-of-the-client',
  webhookSecret: `whsec_${Buffer.alloc(32, 'platform').toString('base64')}`,
};

let simulated: SimulatedProvider;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  receiver = await startReceiver();
  simulated = await startSimulatedPlatform({ ...keys, webhookUrl: receiver.url });
});
afterAll(async () => {
  await simulated.stop();
  await receiver.stop();
});

const platformWith = (changes: Partial<typeof keys> = {}, timeoutMs = 2_000) =>
  new CommonInvoicePlatform({
    apiUrl: `${simulated.url}/flow-service`,
    tokenUrl: `${simulated.url}/oauth2/token`,
    credentials: async () => ({ ...keys, ...changes }),
    now: () => new Date(),
    timeoutMs,
  });

const control = async (path: string, body: object) =>
  (
    await fetch(`${simulated.url}/_sim/${path}`, { method: 'POST', body: JSON.stringify(body) })
  ).json();

let sequence = 0;
const aFlow = (name = `FA-2026-${String(++sequence).padStart(6, '0')}`) => ({
  trackingId: `inv_${name}`,
  name: `${name}.pdf`,
  syntax: 'Factur-X' as const,
  // Bytes that are no text: a file must arrive as it is, or its hash is refused.
  bytes: new Uint8Array([...Buffer.from('%PDF-1.7'), 0, 255, 254, 195, 40]),
});

const judged = (platform: CommonInvoicePlatform, flowId: string) =>
  eventually(async () => {
    const flow = await platform.find(flowId);
    return flow?.acknowledgement !== 'pending' && flow;
  });

test('a document arrives byte for byte, is found by our own id, and is taken', async () => {
  const platform = platformWith();
  const flow = aFlow();
  expect(await platform.findByTrackingId(flow.trackingId)).toBeUndefined();
  const flowId = await platform.send(flow);
  expect(await platform.findByTrackingId(flow.trackingId)).toMatchObject({ flowId });
  expect(await judged(platform, flowId)).toMatchObject({
    trackingId: flow.trackingId,
    isLifeCycle: false,
    acknowledgement: 'ok',
  });
});

test('a rejected document says why', async () => {
  const platform = platformWith();
  const flow = aFlow();
  const fault = { reasonCode: 'ADR_ERR', reasonMessage: 'No such company.' };
  await control('rejections', { name: flow.name.replace('.pdf', ''), ...fault });
  const { acknowledgement, reason } = await judged(platform, await platform.send(flow));
  expect({ acknowledgement, reason }).toEqual({
    acknowledgement: 'error',
    reason: 'ADR_ERR: No such company.',
  });
});

test('notifications prove themselves, and name the flow', async () => {
  const flowId = await platformWith().send(aFlow());
  const told = await eventually(async () =>
    receiver.received.find(({ body }) => body.includes(flowId)),
  );
  const { body, headers } = told as { body: string; headers: Record<string, string> };
  const message = { headers, rawBody: Buffer.from(body), now: new Date() };
  verifyStandardWebhook({ ...message, secrets: [keys.webhookSecret] });
  expect(flowIdIn(body)).toBe(flowId);
});

test.each([
  ['no JSON', '<flow/>'],
  ['null', 'null'],
  ['no flow', '{"flowInfo":null}'],
  ['a path', '{"flowId":"../x y"}'],
])('a notification of %s names no flow', (_, body) => {
  expect(flowIdIn(body)).toBeUndefined();
});

test('what buyers say is read, since a time', async () => {
  const platform = platformWith();
  const before = new Date(Date.now() - 1_000);
  const words = { code: '210', reasonCode: 'TX_TVA_ERR', reason: 'Taux &amp; montant' };
  const { flowId } = (await control('documents/FA-2026-000777/status', words)) as {
    flowId: string;
  };
  expect(await platform.lifeCyclesSince(before)).toContain(flowId);
  expect(await platform.lifeCyclesSince(new Date(Date.now() + 60_000))).toEqual([]);
  expect(await platform.readLifeCycle(flowId)).toEqual([
    {
      number: 'FA-2026-000777',
      code: '210',
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      reason: 'TX_TVA_ERR: Taux & montant',
    },
  ]);
});

test('the news of a payment has what each rate brought, and is taken', async () => {
  const platform = platformWith();
  const bytes = platform.writeCashNews({
    number: 'FA-2026-000778',
    isDeposit: false,
    issueDate: '2026-11-20',
    paidDate: '2026-11-21',
    at: new Date('2026-11-21T10:00:00.000Z'),
    sellerSiren: '732829320',
    sellerName: 'Dupont & Fils',
    parts: [
      { vatRate: 2000, grossMinor: 120_005 },
      { vatRate: 550, grossMinor: 1_055 },
    ],
  });
  const xml = new TextDecoder().decode(bytes);
  expect(xml).toContain('<ram:Name>Dupont &amp; Fils</ram:Name>');
  expect(
    [
      ...xml.matchAll(
        /<ram:ValuePercent>([\d.]+)<\/ram:ValuePercent><ram:ValueAmount currencyID="EUR">([\d.]+)</g,
      ),
    ].map(([, ...found]) => found),
  ).toEqual([
    ['20.00', '1200.05'],
    ['5.50', '10.55'],
  ]);
  expect(readLifeCycle(xml)).toEqual([
    { number: 'FA-2026-000778', code: '212', at: '2026-11-21T10:00:00.000Z' },
  ]);
  const flow = { trackingId: 'inv_x-212', name: 'FA-2026-000778-212.xml', syntax: 'CDAR' as const };
  const flowId = await platform.send({ ...flow, bytes });
  expect(await judged(platform, flowId)).toMatchObject({
    isLifeCycle: true,
    acknowledgement: 'ok',
  });
});

test.each([
  ['reset', { fault: 'actThenReset' }],
  ['late', { fault: 'actThenTimeout' }],
])('a document whose answer is %s is there all the same', async (_, fault) => {
  const platform = platformWith({}, 500);
  const flow = aFlow();
  await platform.findByTrackingId('warms up the token');
  await control('faults', {
    on: 'request',
    path: '/flow-service/v1/flows',
    method: 'POST',
    ...fault,
  });
  await expect(platform.send(flow)).rejects.toThrow('is silent');
  expect(await platform.findByTrackingId(flow.trackingId)).toBeDefined();
});

test('a wrong secret, an outage and a broken answer are errors without a word of the document', async () => {
  await expect(platformWith({ clientSecret: 'wrong' }).send(aFlow())).rejects.toThrow(
    'the invoicing platform answered 401',
  );
  const platform = platformWith();
  await platform.findByTrackingId('warms up the token');
  for (const fault of ['500', 'html', 'empty', 'truncate']) {
    await control('faults', { on: 'request', method: 'POST', fault });
    await expect(platform.send(aFlow())).rejects.toThrow('the invoicing platform');
  }
});

test('a token that the platform forgets is replaced', async () => {
  const platform = platformWith();
  await platform.findByTrackingId('warms up the token');
  await control('clock', { advanceSeconds: 4_000 });
  await expect(platform.findByTrackingId('again')).resolves.toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no XML', '%PDF'],
  [
    'no document',
    '<a:ExchangedDocument><a:IssueDateTime><DateTimeString>20261121</DateTimeString></a:IssueDateTime></a:ExchangedDocument>',
  ],
])('a message with %s says nothing', (_, xml) => {
  expect(readLifeCycle(xml)).toEqual([]);
});
