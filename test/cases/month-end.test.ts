import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { as, type Headers, serverKey } from '#test/callers';
import { enginesOfCloud, eventually, logLines } from '#test/cloud';
import { type Account, anAccount, createProject } from '#test/customer-accounts';
import { runSchedule } from '#test/trouble';

type Metered = Account & { projectId: string; writer: Headers };

const gigabyte = 1_000_000_000;

async function aMeteredCustomer(changes: object = {}): Promise<Metered> {
  const account = await anAccount({ timeZone: 'Africa/Abidjan', ...changes });
  const { body: project } = await createProject(account.owner);
  const { headers } = await serverKey(['usage:write', 'usage:read'], account.id);
  return { ...account, projectId: project.id, writer: headers };
}

/** One event; the same id may be sent at another time, which the fast counters cannot see. */
async function report({ writer, projectId }: Metered, bytes: number, time: Date, id: string) {
  const event = { id, project: projectId, meter: 'traffic', bytes, time: time.toISOString() };
  const { body } = await as(writer, 'POST', '/v1/usage/events', event);
  expect(body.accepted).toBe(1);
}

const bytesOf = async ({ member }: Metered, meter: string): Promise<number> =>
  (await as(member, 'GET', '/v1/usage')).body.meters[meter].bytes;

const counted = (customer: Metered, bytes: number, meter = 'traffic') =>
  eventually(async () => (await bytesOf(customer, meter)) === bytes, {
    what: `${bytes} bytes of ${meter} are not counted`,
  });

const now = new Date();

/** Two days into the next month, when the grace is over. */
const afterTheGrace = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 3, 2));

const closedMonths = async (customerId: string): Promise<string[]> =>
  (await logLines('usage/close-month'))
    .map((line) => line.replaceAll('\\"', '"'))
    .filter((line) => line.includes(customerId) && line.includes('"month closed"'));

test('a month is recounted from the raw events, repaired, and closed once', async () => {
  const customer = await aMeteredCustomer({ plan: 'pay_as_you_go' });
  const id = randomUUID();
  await report(customer, 15 * gigabyte, now, randomUUID());
  await report(customer, gigabyte, now, id);
  await counted(customer, 16 * gigabyte);
  // Another project of the customer's, the same id: only the recount can see that.
  const { body: other } = await createProject(customer.owner, 'Boutique');
  await report({ ...customer, projectId: other.id }, gigabyte, now, id);
  await counted(customer, 17 * gigabyte);

  await runSchedule('close-month', afterTheGrace);
  await counted(customer, 16 * gigabyte);
  await runSchedule('close-month', afterTheGrace);
  const closed = await closedMonths(customer.id);
  expect(closed).toHaveLength(1);
  // Six GB above the plan's ten, at ten cents each.
  expect(closed[0]).toContain('"due":[{"minor":60,"currency":"EUR"}]');
});

test('the storage of a project is measured every night, and counts once a day', async () => {
  const customer = await aMeteredCustomer();
  const storage = new S3Client({
    endpoint: enginesOfCloud.queuesAndStorage,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
  const Bucket = 'shop-example-sites';
  await storage.send(new CreateBucketCommand({ Bucket }));
  for (const name of ['index.html', 'logo.png'])
    await storage.send(
      new PutObjectCommand({
        Bucket,
        Key: `projects/${customer.projectId}/${name}`,
        Body: 'x'.repeat(1_000),
      }),
    );
  await runSchedule('collect-storage', new Date());
  await counted(customer, 2_000, 'storage');
  await runSchedule('collect-storage', new Date());
  await counted(customer, 2_000, 'storage');
});
