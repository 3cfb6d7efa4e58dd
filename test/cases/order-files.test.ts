import { randomUUID } from 'node:crypto';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { as, type Headers, serverKey } from '#test/callers';
import {
  anAddress,
  enginesOfCloud,
  eventually,
  type Json,
  mails,
  type Reply,
  token,
} from '#test/cloud';
import { anOrderOf, aProduct, paid } from '#test/guests';
import { aPdf } from '#test/order-files';
import { expectProblem } from '#test/problems';

const pdf = { name: 'affiche salon été.pdf', contentType: 'application/pdf', bytes: aPdf.length };

const png = (bytes: Buffer) => ({
  name: 'logo.png',
  contentType: 'image/png',
  bytes: bytes.length,
});

let product: Json;
beforeAll(async () => {
  product = await aProduct();
});

const order = (files: object[]): Promise<Json> => anOrderOf(anAddress(), product.id, { files });

const holding = ({ clientToken }: Json): Headers => ({ 'x-client-token': clientToken });

const read = async (ordered: Json): Promise<Json> =>
  (await as(holding(ordered), 'GET', `/v1/orders/${ordered.id}`)).body;

/** Posts a file as a shop's page does. */
async function upload({ url, fields }: Json, bytes: Buffer, changes: object = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes }))
    form.append(name, String(value));
  form.append('file', new Blob([Uint8Array.from(bytes)]), 'file');
  const answer = await fetch(url, { method: 'POST', body: form });
  const [, code] = /<Code>(\w+)<\/Code>/.exec(await answer.text()) ?? [];
  return [answer.status, code];
}

const bucket = new S3Client({
  endpoint: enginesOfCloud.queuesAndStorage,
  region: 'eu-west-3',
  forcePathStyle: true,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** What is stored of an order's files, wherever it is. */
async function storedOf({ id }: Json): Promise<string[]> {
  const { Buckets = [] } = await bucket.send(new ListBucketsCommand({}));
  const Bucket = Buckets.find(({ Name = '' }) => /-files/.test(Name))!.Name;
  const { Contents = [] } = await bucket.send(new ListObjectsV2Command({ Bucket }));
  return Contents.flatMap(({ Key = '' }) => (Key.includes(id) ? [Key] : []));
}

/** The order, once nobody waits for a file any more. */
const judged = (ordered: Json): Promise<Json> =>
  eventually(async () => {
    const seen = await read(ordered);
    return seen.files.every(({ status }: Json) => status !== 'awaited') && seen;
  });

const download = (headers: Headers, ordered: Json, file: Json): Promise<Reply> =>
  as(headers, 'GET', `/v1/orders/${ordered.id}/files/${file.id}`);

test('a buyer uploads files, pays, and shop and buyer download them; what is missing or lies is told', async () => {
  const [page, image] = [
    Buffer.from('<script>alert(1)'),
    Buffer.from('\x89PNG\r\n\x1a\n…', 'latin1'),
  ];
  // More than the storage engine takes by itself.
  const large = Buffer.concat([aPdf, Buffer.alloc(12_000_000, 'x')]);
  const ordered = await order([
    pdf,
    png(image),
    png(page),
    { ...pdf, name: 'verso.pdf' },
    { ...pdf, bytes: large.length },
  ]);
  expect(ordered.files).toMatchObject(Array(5).fill({ status: 'awaited', reason: null }));
  const [first, , third, , fifth] = ordered.uploads;
  expect(await upload(first, aPdf)).toEqual([204, undefined]);
  expect(await upload(third, page)).toEqual([204, undefined]);
  expect(await upload(fifth, large)).toEqual([204, undefined]);
  // A form that was lost, or is too old, is given again with the order.
  const again = (await read(ordered)).uploads;
  expect(again.map(({ id }: Json) => id)).toEqual(ordered.files.map(({ id }: Json) => id));
  expect(await upload(again[1], image)).toEqual([204, undefined]);
  expectProblem(await download(holding(ordered), ordered, first), 404, 'file_not_found');

  await paid(ordered);
  const seen = await judged(ordered);
  expect(seen.status).toBe('in_progress');
  expect(seen.files.map(({ status, reason }: Json) => [status, reason])).toEqual([
    ['kept', null],
    ['kept', null],
    ['refused', 'type_differs'],
    ['missing', null],
    ['kept', null],
  ]);
  expect(Object.keys(seen)).not.toContain('uploads');

  const admin = await token({ role: 'admin' });
  for (const headers of [holding(ordered), admin]) {
    const { status, headers: answered } = await download(headers, ordered, first);
    expect(status).toBe(302);
    const file = await fetch(answered.get('location')!);
    expect(Buffer.from(await file.arrayBuffer())).toEqual(aPdf);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe(
      'attachment; filename="affiche salon _t_.pdf"; filename*=UTF-8\'\'affiche%20salon%20%C3%A9t%C3%A9.pdf',
    );
  }
  for (const file of [third, ordered.files[3]])
    expectProblem(await download(admin, ordered, file), 404, 'file_not_found');
  const other = await order([pdf]);
  expectProblem(await download(holding(other), ordered, first), 404, 'order_not_found');
  expectProblem(await download(holding(other), other, first), 404, 'file_not_found');

  await eventually(async () =>
    (await mails({ to: 'admin@shop.example', about: ordered.id })).some(({ subject }) =>
      /fichiers manquants|files missing/i.test(subject),
    ),
  );

  const kept = [0, 1, 4].map((at) => `orders/${ordered.id}/${ordered.files[at].id}`);
  expect((await storedOf(ordered)).sort()).toEqual(kept.sort());
  const { customerId } = (await as(admin, 'GET', `/v1/orders/${ordered.id}`)).body;
  const erase = `/v1/admin/customers/${customerId}/erase`;
  await eventually(async () => (await as(admin, 'POST', erase, { dryRun: false })).status < 300);
  const forgotten = await eventually(async () => {
    const found = await read(ordered);
    return found.files[0].status === 'erased' && found;
  });
  expect(forgotten.files.map(({ name }: Json) => name)).toEqual(Array(5).fill('erased'));
  await eventually(async () => (await storedOf(ordered)).length === 0);
}, 90_000);

test('a form uploads exactly what was announced, to its own order, and not for ever', async () => {
  const [mine, theirs] = [await order([pdf]), await order([pdf])];
  const [form] = mine.uploads;
  const { key } = theirs.uploads[0].fields;
  expect(await upload(form, Buffer.concat([aPdf, aPdf]))).toEqual([400, 'EntityTooLarge']);
  expect(await upload(form, aPdf.subarray(1))).toEqual([400, 'EntityTooSmall']);
  expect(await upload(form, aPdf, { 'Content-Type': 'text/html' })).toEqual([403, 'AccessDenied']);
  expect(await upload(form, aPdf, { key })).toEqual([403, 'AccessDenied']);
  const { policy } = form.fields;
  const long = JSON.parse(Buffer.from(policy, 'base64').toString());
  expect(Date.parse(form.expiresAt) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  expect(long.expiration).toBe(form.expiresAt);
  long.expiration = '2099-01-01T00:00:00.000Z';
  const prolonged = Buffer.from(JSON.stringify(long)).toString('base64');
  expect(await upload(form, aPdf, { policy: prolonged })).toEqual([403, 'SignatureDoesNotMatch']);
});

test('a repeated request has the same files, and no second order', async () => {
  const wanted = {
    customer: { email: anAddress(), name: 'Awa Diop' },
    lines: [{ productId: product.id, quantity: 1 }],
    files: [pdf],
  };
  const again = { 'idempotency-key': randomUUID() };
  const [first, second] = [
    await as(again, 'POST', '/v1/orders', wanted),
    await as(again, 'POST', '/v1/orders', wanted),
  ];
  expect(second.body).toMatchObject({ id: first.body.id, files: first.body.files });
  expect(await upload(second.body.uploads[0], aPdf)).toEqual([204, undefined]);
});

test('who only reads orders gets no form to write with', async () => {
  const ordered = await order([pdf]);
  const seenBy = async (headers: Headers): Promise<string[]> =>
    Object.keys((await as(headers, 'GET', `/v1/orders/${ordered.id}`)).body);
  const { headers: reader } = await serverKey(['payments:read']);
  const { headers: writer } = await serverKey(['payments:read', 'payments:write']);
  expect(await seenBy(reader)).not.toContain('uploads');
  expect(await seenBy(await token({ role: 'finance' }))).not.toContain('uploads');
  expect(await seenBy(writer)).toContain('uploads');
});

test.each<[string, object[], number, string]>([
  ['an 11th file', Array(11).fill(pdf), 400, 'invalid_request'],
  ['a path', [{ ...pdf, name: '../../etc/passwd' }], 400, 'invalid_request'],
  ['a name that is read backwards', [{ ...pdf, name: 'a\u202efdp.exe' }], 400, 'invalid_request'],
  ['a web page', [{ ...pdf, contentType: 'text/html' }], 400, 'invalid_request'],
  ['more than 25 MB', [{ ...pdf, bytes: 25_000_001 }], 400, 'invalid_request'],
  [
    'more than 100 MB together',
    Array(5).fill({ ...pdf, bytes: 25_000_000 }),
    422,
    'files_too_large',
  ],
])('%s is not ordered', async (_, files, status, code) => {
  const lines = [{ productId: product.id, quantity: 1 }];
  const customer = { email: anAddress(), name: 'Awa Diop' };
  expectProblem(await as({}, 'POST', '/v1/orders', { customer, lines, files }), status, code);
});
