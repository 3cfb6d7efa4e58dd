import {
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { enginesOfCloud, initiate, invoiced, press } from '#test/cloud';
import { ops } from '#test/operator';
import { runSchedule } from '#test/trouble';

const bucket = new S3Client({
  region: 'eu-west-3',
  endpoint: enginesOfCloud.queuesAndStorage,
  forcePathStyle: true,
  credentials: { accessKeyId: 'anybody', secretAccessKey: 'anybody' },
});

async function documentsBucket(): Promise<string> {
  const { Buckets = [] } = await bucket.send(new ListBucketsCommand({}));
  return Buckets.find(({ Name }) => /documents/i.test(Name ?? ''))!.Name!;
}

test('twelve buyers who pay at once have twelve invoices, each with its number, its file and its mail', async () => {
  const payments = await Promise.all(Array.from({ length: 12 }, () => initiate()));
  await Promise.all(payments.map((payment) => press(payment, 'pay')));
  const paid = await Promise.all(payments.map(({ id }) => invoiced(id)));
  expect(new Set(paid.map(({ invoice }) => invoice.number)).size).toBe(12);
  const { result } = await runSchedule('verify-invoices', new Date());
  expect(result).toMatchObject({ ok: true, breakCount: 0 });
}, 60_000);

async function anInvoice(): Promise<{ number: string }> {
  const payment = await initiate();
  await press(payment, 'pay');
  return (await invoiced(payment.id)).invoice;
}

test('the invoices of the year are proven at night and by an operator, and an exchanged file is found', async () => {
  const { number } = await anInvoice();
  const { result } = await runSchedule('verify-invoices', new Date());
  expect(result).toMatchObject({ ok: true, breakCount: 0 });
  expect(result.documents).toBeGreaterThan(0);
  const sound = await ops('invoices', 'verify');
  expect(sound.text).toContain('all sound');
  expect(sound.code).toBe(0);

  const year = number.slice('FA-'.length, 'FA-YYYY'.length);
  const at = { Bucket: await documentsBucket(), Key: `invoices/${year}/${number}.pdf` };
  const { Body } = await bucket.send(new GetObjectCommand(at));
  const issued = await Body!.transformToByteArray();
  await bucket.send(new PutObjectCommand({ ...at, Body: Buffer.from('another file') }));
  const broken = await ops('invoices', 'verify', '--year', year, '--json');
  await bucket.send(new PutObjectCommand({ ...at, Body: issued }));
  expect(JSON.parse(broken.text).breaks).toEqual([{ number, why: 'file_changed' }]);
  expect(broken.code).toBe(1);
}, 60_000);
