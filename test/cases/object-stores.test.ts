import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { S3DocumentStore } from '#stores/document-store';
import { DownloadLinks } from '#stores/download-links';
import { DynamoPeople } from '#stores/people';
import { S3PrefixSizes } from '#stores/prefix-sizes';
import { DynamoProviderCustomers } from '#stores/provider-customers';
import { S3StoredFiles } from '#stores/stored-files';
import { eventsOfMessage, messagesOf } from '#stores/usage/packed-events';
import { S3RawEvents } from '#stores/usage/raw-events';
import { S3RawReader } from '#stores/usage/raw-reader';
import { aCustomerId } from '#test/callers';
import { enginesOfCloud } from '#test/cloud';
import { mainTable, storeCustomer } from '#test/stored-members';
import { aRawEvent } from '#test/usage-events';
import { describeStoredFiles } from '../contracts/stored-files.ts';

const client = new S3Client({
  endpoint: enginesOfCloud.queuesAndStorage,
  region: 'eu-west-3',
  forcePathStyle: true,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const bucket = `stores-${randomUUID()}`;
beforeAll(() => client.send(new CreateBucketCommand({ Bucket: bucket })));

describe('documents', () => {
  const bytes = Buffer.from('%PDF-1.7 an invoice');
  const document = {
    key: 'invoices/2026/FA-2026-000001.pdf',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
  const store = new S3DocumentStore(client, bucket);

  test('are read as they were stored, also by the holder of the link', async () => {
    await store.put(document, bytes);
    expect(Buffer.from(await store.get(document))).toEqual(bytes);
    const link = await new DownloadLinks(client, bucket, 60).link({
      key: document.key,
      contentType: 'application/pdf',
      fileName: 'FA-2026-000001.pdf',
    });
    const answer = await fetch(link);
    expect(await answer.text()).toBe(bytes.toString());
    const { searchParams } = new URL(link);
    expect(searchParams.get('response-content-disposition')).toContain('FA-2026-000001.pdf');
    expect(searchParams.get('X-Amz-Expires')).toBe('60');
  });

  test('that were never stored are not invented', async () => {
    const none = { ...document, key: 'invoices/none.pdf' };
    await expect(store.get(none)).rejects.toThrow();
    expect(await store.find(none)).toBeUndefined();
    await store.put(document, bytes);
    expect(Buffer.from((await store.find(document))!)).toEqual(bytes);
  });
});

describeStoredFiles('S3', async () => ({
  files: new S3StoredFiles(client, bucket),
  upload: async ({ orderId, fileId }, bytes) => {
    const Key = `temporary/${orderId}/${fileId}`;
    await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bytes }));
  },
}));

describe('raw events', () => {
  const events = [aRawEvent({ id: 'a' }), aRawEvent({ id: 'b', untimed: true })];

  test('are read day by day, and only the requested days', async () => {
    const store = new S3RawEvents(client, bucket);
    await store.put({ day: '2026-11-20', batchId: 'one' }, [aRawEvent({ id: 'before' })]);
    await store.put({ day: '2026-11-21', batchId: 'one' }, events.slice(0, 1));
    await store.put({ day: '2026-11-22', batchId: 'two' }, events.slice(1));
    await store.put({ day: '2026-11-23', batchId: 'one' }, [aRawEvent({ id: 'after' })]);
    const read = [];
    const reader = new S3RawReader(client, bucket);
    for await (const some of reader.read({ first: '2026-11-21', last: '2026-11-22' }))
      read.push(...some);
    expect(read).toEqual(events);
  });

  test('fit into as many messages as they need, and none is lost', () => {
    const incompressible = () => randomBytes(150).toString('base64');
    const many = Array.from({ length: 3_000 }, () => aRawEvent({ id: incompressible() }));
    const messages = messagesOf(many);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) expect(message.length).toBeLessThanOrEqual(240_000);
    expect(messages.flatMap(eventsOfMessage)).toEqual(many);
  });
});

test('a project is as large as what is under its prefix, and nothing else', async () => {
  const put = (Key: string, bytes: number) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: Buffer.alloc(bytes) }));
  await put('sites/prj_1/a', 1_000);
  await put('sites/prj_1/b/c', 23);
  await put('sites/prj_12/a', 5_000);
  const sizes = new S3PrefixSizes(client, { bucket, prefix: 'sites/{projectId}/' });
  expect(await sizes.measure('prj_1')).toBe(1_023);
  expect(await sizes.measure('prj_3')).toBe(0);
});

test('a person has the name of their last sign-in', async () => {
  const people = new DynamoPeople(await mainTable());
  const [subject, other] = [randomUUID(), randomUUID()];
  await people.note({ subject, name: 'Awa' });
  await people.note({ subject, name: 'Awa' });
  await people.note({ subject, name: 'Awa Diop' });
  expect(await people.namesOf([subject, other])).toEqual(new Map([[subject, 'Awa Diop']]));
  expect(await people.namesOf([])).toEqual(new Map());
});

test('a customer is one customer at Stripe: the first that was stored', async () => {
  const customers = new DynamoProviderCustomers(await mainTable());
  const id = aCustomerId();
  expect(await customers.contactOf(id)).toBeUndefined();
  await storeCustomer(id);
  expect(await customers.contactOf(id)).toMatchObject({ email: expect.stringContaining('@') });
  expect(await customers.find(id)).toBeUndefined();
  expect(await customers.keep(id, 'cus_first')).toBe('cus_first');
  expect(await customers.keep(id, 'cus_second')).toBe('cus_first');
  expect(await customers.find(id)).toBe('cus_first');
});
