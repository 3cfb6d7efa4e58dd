import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureOf, uploadPolicies } from '#stores/upload-policies';
import { anOrderFile, aPdf } from '#test/order-files';
import { type Gateway, startGateway } from '../../../local/cloud/gateway/gateway.ts';
import { account, aResource, aRole, assemblyOf, region } from './assembly-of.ts';

const roleArn = `arn:aws:iam::${account}:role/order`;
const assembly = assemblyOf(
  aResource('AWS::S3::Bucket', 'files', {
    CorsConfiguration: {
      CorsRules: [
        {
          AllowedOrigins: ['https://shop.example'],
          AllowedMethods: ['POST'],
          ExposedHeaders: ['ETag'],
        },
      ],
    },
  }),
  ...aRole('order', {
    Effect: 'Allow',
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::files/temporary/*',
  }),
);

type Seen = { request: string; type: string | undefined; body: string };

/** An engine that notes what is stored. */
const seen: Seen[] = [];
const engine: Server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.once('end', () => {
    seen.push({
      request: `${request.method} ${request.url}`,
      type: request.headers['content-type'],
      body: Buffer.concat(chunks).toString(),
    });
    response.setHeader('etag', '"1"').end();
  });
});

let gateway: Gateway;
let now = new Date();

beforeAll(async () => {
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  gateway = await startGateway({
    assembly: () => assembly,
    engines: { dynamodb: url, queuesAndStorage: url, mailbox: url },
    secrets: {},
    now: () => now,
  });
});

afterAll(async () => {
  await gateway.stop();
  engine.close();
  engine.closeAllConnections();
});

beforeEach(() => {
  seen.length = 0;
  now = new Date('2026-11-21T10:00:00.000Z');
});

const file = anOrderFile({ id: 'file_1', bytes: aPdf.length });

/** A form for thirteen bytes of PDF, as the product signs it. */
function aForm(orderId = 'ord_1', bucket = 'files') {
  const signer = { region, ...gateway.credentialsFor(roleArn) };
  const upload = { orderId, file, expiresAt: '2026-11-21T10:15:00.000Z' };
  const address = { url: `${gateway.url}/${bucket}`, bucket };
  return { signer, ...uploadPolicies(address, signer)(upload, now) };
}

type Form = { url: string; fields: Record<string, string> };

async function post(
  { url, fields }: Form,
  bytes: Uint8Array = aPdf,
  more: [string, string][] = [],
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([Buffer.from(bytes)]), 'été.pdf');
  for (const [name, value] of more) form.append(name, value);
  const answer = await fetch(url, { method: 'POST', body: form });
  return { status: answer.status, text: await answer.text() };
}

const expectRefused = (
  { status, text }: { status: number; text: string },
  expected: [number, string, string],
) => {
  const [, code = '', message = ''] =
    /<Code>(.*)<\/Code><Message>(.*)<\/Message>/s.exec(text) ?? [];
  expect([status, code, message.replaceAll('&quot;', '"')]).toEqual([
    expected[0],
    expected[1],
    expect.stringContaining(expected[2]),
  ]);
  expect(seen).toEqual([]);
};

test('a form that is as it was signed is stored, byte for byte', async () => {
  expect(await post(aForm())).toEqual({ status: 204, text: '' });
  expect(seen).toEqual([
    {
      request: 'PUT /files/temporary/ord_1/file_1',
      type: 'application/pdf',
      body: '%PDF-1.7 love',
    },
  ]);
  const [role] = gateway.grants().filter(({ used }) => used.length > 0);
  expect(role!.used).toMatchObject([{ action: 's3:PutObject' }]);
});

test('it counts until its last moment, and not longer', async () => {
  const form = aForm();
  now = new Date('2026-11-21T10:14:59.999Z');
  expect((await post(form)).status).toBe(204);
  seen.length = 0;
  now = new Date('2026-11-21T10:15:00.000Z');
  expectRefused(await post(form), [403, 'AccessDenied', 'Policy expired']);
});

const withField = (name: string, value: string | undefined) => (): Form => {
  const { url, fields } = aForm();
  const { [name]: _, ...others } = fields;
  return { url, fields: value === undefined ? others : { ...others, [name]: value } };
};

test.each<[string, () => Form, [number, string, string]]>([
  [
    'another order’s key',
    withField('key', 'temporary/ord_2/file_1'),
    [403, 'AccessDenied', 'Policy Condition failed: ["eq", "$key"'],
  ],
  [
    'another type',
    withField('Content-Type', 'text/html'),
    [403, 'AccessDenied', 'Policy Condition failed: ["eq", "$Content-Type"'],
  ],
  [
    'no type',
    withField('Content-Type', undefined),
    [403, 'AccessDenied', 'Policy Condition failed: ["eq", "$Content-Type"'],
  ],
  [
    'a field that nobody signed',
    withField('acl', 'public-read'),
    [403, 'AccessDenied', 'Extra input fields: acl'],
  ],
  [
    'another signature',
    withField('x-amz-signature', '0'.repeat(64)),
    [403, 'SignatureDoesNotMatch', ''],
  ],
  ['no signature', withField('x-amz-signature', undefined), [403, 'SignatureDoesNotMatch', '']],
  ['no policy', withField('policy', undefined), [403, 'AccessDenied', 'Access Denied']],
  ['an invented policy', withField('policy', 'e30='), [403, 'SignatureDoesNotMatch', '']],
  [
    'an unknown key',
    withField('x-amz-credential', `ASIA/20261121/${region}/s3/aws4_request`),
    [403, 'InvalidAccessKeyId', ''],
  ],
  ['another session', withField('x-amz-security-token', 'stolen'), [403, 'InvalidAccessKeyId', '']],
  [
    'another bucket',
    () => ({ ...aForm(), url: `${gateway.url}/docs` }),
    [403, 'AccessDenied', 'Policy Condition failed: ["eq", "$bucket"'],
  ],
])('%s is refused', async (_, form, expected) => {
  expectRefused(await post(form()), expected);
});

test('a byte more is too much, and a byte less too little', async () => {
  const longer = Buffer.concat([aPdf, Buffer.from('!')]);
  expectRefused(await post(aForm(), longer), [400, 'EntityTooLarge', '']);
  expectRefused(await post(aForm(), aPdf.subarray(1)), [400, 'EntityTooSmall', '']);
});

test('a role that may not write there signs in vain', async () => {
  const { signer, url } = aForm();
  const key = 'orders/ord_1/file_1';
  const policy = Buffer.from(
    JSON.stringify({
      expiration: '2026-11-21T10:15:00Z',
      conditions: [{ bucket: 'files' }, ['starts-with', '$key', 'orders/'], ...anySigner],
    }),
  ).toString('base64');
  const fields = {
    key,
    'x-amz-credential': `${signer.accessKeyId}/20261121/${region}/s3/aws4_request`,
    'x-amz-security-token': signer.sessionToken,
    policy,
    'x-amz-signature': signatureOf(policy, { ...signer, day: '20261121' }),
  };
  expectRefused(await post({ url, fields }), [403, 'AccessDenied', 's3:PutObject']);
});

const anySigner = ['x-amz-credential', 'x-amz-security-token'].map((name) => [
  'starts-with',
  `$${name}`,
  '',
]);

test('a form without a file, or that is none, is refused', async () => {
  const form = new FormData();
  form.append('key', 'temporary/ord_1/file_1');
  const { url } = aForm();
  const answer = await fetch(url, { method: 'POST', body: form });
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining('POST requires exactly one file upload per request'),
  ]);
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const broken = await fetch(url, { method: 'POST', headers, body: '--x\r\nno head\r\n--x--' });
  expect([broken.status, await broken.text()]).toEqual([
    400,
    expect.stringContaining('MalformedPOSTRequest'),
  ]);
});

test('what stands behind the file is ignored, as by S3', async () => {
  expect((await post(aForm(), aPdf, [['key', 'temporary/ord_2/file_1']])).status).toBe(204);
  expect(seen[0]!.request).toBe('PUT /files/temporary/ord_1/file_1');
});

test('a page of the shop may read the answer, whatever it is; a foreign page may not', async () => {
  const answerTo = async (origin: string, bytes: Uint8Array) => {
    const { url, fields } = aForm();
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([Buffer.from(bytes)]), 'a.pdf');
    const { status, headers } = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { origin },
    });
    return [status, headers.get('access-control-allow-origin')];
  };
  const shop = 'https://shop.example';
  expect(await answerTo(shop, aPdf)).toEqual([204, shop]);
  expect(await answerTo(shop, aPdf.subarray(1))).toEqual([400, shop]);
  expect(await answerTo('https://shop.example.evil', aPdf)).toEqual([204, null]);
});
