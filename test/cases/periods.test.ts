import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { as, type Headers, serverKey } from '#test/callers';
import { cloudDirectory, eventually, type Json, token } from '#test/cloud';
import { type Account, anAccount, createProject } from '#test/customer-accounts';
import { runSchedule } from '#test/trouble';

type Metered = Account & { projectId: string; writer: Headers };

async function aMeteredCustomer(): Promise<Metered> {
  const account = await anAccount({ timeZone: 'Africa/Abidjan', plan: 'pay_as_you_go' });
  const { body: project } = await createProject(account.owner);
  const { headers } = await serverKey(['usage:write', 'usage:read'], account.id);
  return { ...account, projectId: project.id, writer: headers };
}

const now = new Date();
const month = now.toISOString().slice(0, 'YYYY-MM'.length);

/** Two days into the next month, when the grace is over. */
const afterTheGrace = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 3, 2));

/** Midnight of the first: never ahead of our clock, never too old. */
const firstOfMonth = `${month}-01T00:00:00.000Z`;

const anEvent = ({ projectId }: Metered, changes: object = {}) => ({
  id: randomUUID(),
  project: projectId,
  meter: 'traffic',
  bytes: 16_000_000_001,
  time: firstOfMonth,
  ...changes,
});

async function report({ writer }: Metered, ...events: object[]) {
  const { body } = await as(writer, 'POST', '/v1/usage/events', { events });
  expect(body.accepted).toBe(events.length);
}

const counted = ({ member }: Metered, bytes: number, meter = 'traffic') =>
  eventually(
    async () => (await as(member, 'GET', '/v1/usage')).body.meters[meter].bytes === bytes,
    {
      what: `${bytes} bytes of ${meter} are not counted`,
    },
  );

const readPeriod = (headers: Headers, query = '', of = month) =>
  as(headers, 'GET', `/v1/usage/periods/${of}${query}`);

/** Runs the operator's CLI as a program would: a line is JSON. */
async function usageEvents({ id }: Account, ...words: string[]): Promise<Json[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['bin/ops.ts', 'usage-events', '--customer', id, '--month', month, ...words],
    { env: { ...process.env, LOCAL_CLOUD: cloudDirectory, NODE_OPTIONS: '' } },
  );
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** By day, as a line of a bill has them. */
const daysIn = (rows: Json[], meter: string) =>
  Object.fromEntries(
    rows
      .flatMap(({ sum }) => (sum?.meter === meter && sum.day ? [sum] : []))
      .map(({ day, events, meter: _, projectId, ...used }) => [day, used]),
  );

test('the people concerned can read a bill once its month is closed', async () => {
  const customer = await aMeteredCustomer();
  await report(customer, anEvent(customer));
  await counted(customer, 16_000_000_001);
  const open = await readPeriod(customer.member);
  expect([open.status, open.body.code]).toEqual([404, 'period_not_found']);

  await runSchedule('close-month', afterTheGrace);
  const { status, body } = await readPeriod(customer.member);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    customerId: customer.id,
    month,
    from: firstOfMonth,
    plan: 'pay_as_you_go',
    recount: 'confirmed',
    meters: { traffic: { bytes: 16_000_000_001, limitBytes: 10e9, gb: 7, unitAmount: 10 } },
    lines: [
      {
        ...{ kind: 'overage', month, meter: 'traffic', projectId: customer.projectId },
        ...{ gb: 7, unitAmount: 10, amount: 70, currency: 'EUR' },
        days: { [`${month}-01`]: { bytes: 16_000_000_001 } },
      },
    ],
    due: [{ amount: 70, currency: 'EUR' }],
    carriedOut: [],
  });
  const query = `?customerId=${customer.id}`;
  const { headers: shop } = await serverKey(['usage:read']);
  const finance = await token({ role: 'finance' });
  for (const [reader, asked] of [
    [customer.writer, ''],
    [shop, query],
    [finance, query],
    [customer.admin, query],
  ] as const)
    expect((await readPeriod(reader, asked)).body).toEqual(body);

  const stranger = await aMeteredCustomer();
  expect((await readPeriod(stranger.owner, query)).status).toBe(403);
  expect((await readPeriod(stranger.writer, query)).status).toBe(403);
  expect((await readPeriod({}, query)).status).toBe(401);
  expect((await readPeriod(shop)).status).toBe(400);
  expect((await readPeriod(customer.member, '', `${month}-01`)).status).toBe(400);
});

test('each line leads to its raw events, whose sum it is', async () => {
  const customer = await aMeteredCustomer();
  const { body: other } = await createProject(customer.owner, 'Boutique');
  const [one, twice] = [anEvent(customer), anEvent(customer, { bytes: 500, time: undefined })];
  const stored = anEvent(customer, { meter: 'storage', bytes: 90_000_000_000_000 });
  await report(customer, one, stored);
  await report(customer, twice);
  await counted(customer, 16_000_000_501);
  await counted(customer, 90_000_000_000_000, 'storage');
  // The same id on another project counts there as well, until the recount finds it.
  await report(customer, { ...twice, project: other.id });
  await counted(customer, 16_000_001_001);
  const stranger = await aMeteredCustomer();
  await report(stranger, anEvent(stranger, { id: one.id, bytes: 77 }));
  await counted(stranger, 77);

  await runSchedule('close-month', afterTheGrace);
  const { body: bill } = await readPeriod(customer.member);
  const lineOf = (meter: string) => bill.lines.find((line: Json) => line.meter === meter);

  const traffic = await usageEvents(customer, '--meter', 'traffic');
  expect(traffic.flatMap(({ id }) => id ?? []).sort()).toEqual([one.id, twice.id].sort());
  expect(daysIn(traffic, 'traffic')).toEqual(lineOf('traffic').days);
  expect(traffic.at(-1)).toEqual({ sum: { meter: 'traffic', events: 2, bytes: 16_000_000_501 } });

  const storage = await usageEvents(customer, '--meter', 'storage', '--project', stored.project);
  expect(storage.flatMap(({ id }) => id ?? [])).toEqual([stored.id]);
  expect(daysIn(storage, 'storage')).toEqual(lineOf('storage').days);
  const { gbHours, byteMilliseconds } = bill.meters.storage;
  expect(storage.at(-1)).toEqual({
    sum: { meter: 'storage', events: 1, gbHours, byteMilliseconds },
  });

  expect(await usageEvents(customer, '--project', other.id)).toEqual([]);
  expect(await usageEvents(customer, '--until', firstOfMonth)).toEqual([]);
});
