import { randomUUID } from 'node:crypto';
import { as, createApiKey, type Headers, serverKey } from '#test/callers';
import { control, eventually, type Json, type Mail, mails, token } from '#test/cloud';
import { type Account, anAccount, createProject } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';
import type { MeterRow } from '../../local/cloud/gateway/meter.ts';

type Metered = Account & { email: string; projectId: string; writer: Headers; reader: Headers };

/** A customer with one project and the keys that count for it. */
async function aMeteredCustomer(changes: object = {}): Promise<Metered> {
  const email = `usage-${randomUUID()}@example.com`;
  const account = await anAccount({ email, timeZone: 'Africa/Abidjan', ...changes });
  const { body: project } = await createProject(account.owner);
  const { headers } = await serverKey(['usage:write', 'usage:read'], account.id);
  return { ...account, email, projectId: project.id, writer: headers, reader: headers };
}

async function report(
  { writer, projectId }: Metered,
  bytes: number,
  { meter = 'traffic', project = projectId }: { meter?: string; project?: string } = {},
): Promise<void> {
  const event = { id: randomUUID(), project, meter, bytes };
  // As docs/metering.md asks of a client: a busy machine may answer 5xx to one of a hundred, and
  // may have taken it all the same.
  const { status, body } = await eventually(async () => {
    const reply = await as(writer, 'POST', '/v1/usage/events', event);
    return reply.status < 500 && reply;
  });
  expect({ status, taken: body.accepted + body.duplicates }).toEqual({ status: 202, taken: 1 });
}

const usageOf = async ({ member }: Metered): Promise<Json> =>
  (await as(member, 'GET', '/v1/usage')).body;

const counted = (customer: Metered, bytes: number, meter = 'traffic'): Promise<Json> =>
  eventually(
    async () => {
      const usage = await usageOf(customer);
      return usage.meters[meter].bytes === bytes && usage;
    },
    { what: `${bytes} bytes of ${meter} are not counted` },
  );

const check = async ({ reader, projectId }: Metered, meter = 'traffic'): Promise<Json> =>
  (await as(reader, 'GET', `/v1/usage/check?project=${projectId}&meter=${meter}`)).body;

const standing = (customer: Metered, level: string, meter = 'traffic'): Promise<Json> =>
  eventually(
    async () => {
      const seen = await check(customer, meter);
      return seen.level === level && seen;
    },
    { what: `the level is not ${level}` },
  );

const warnings = async ({ email }: Metered): Promise<Mail[]> =>
  (await mails({ to: email })).filter(({ subject }) => /limit/.test(subject));

const warned = (customer: Metered, count: number): Promise<Mail[]> =>
  eventually(
    async () => {
      const seen = await warnings(customer);
      return seen.length >= count && seen;
    },
    { what: `there are not ${count} warnings` },
  );

test('usage is reported by project and in total, compared with the plan', async () => {
  const customer = await aMeteredCustomer();
  await report(customer, 1_500_000_000);
  await report(customer, 500_000_001);
  await report(customer, 20_000_000, { meter: 'storage' });
  await counted(customer, 20_000_000, 'storage');
  const usage = await counted(customer, 2_000_000_001);
  const { projectedBytes, ...traffic } = usage.meters.traffic;
  expect(projectedBytes).toBeGreaterThanOrEqual(2_000_000_001);
  expect(traffic).toEqual({
    bytes: 2_000_000_001,
    mb: 2_000.000001,
    gb: 2.000000001,
    limitBytes: 5_000_000_000,
    percent: 40,
    level: 'ok',
    projects: [{ projectId: customer.projectId, bytes: 2_000_000_001 }],
  });
  expect(usage).toMatchObject({
    customerId: customer.id,
    month: new Date().toISOString().slice(0, 'YYYY-MM'.length),
    plan: 'free',
    meters: { storage: { mb: 20, limitBytes: 100_000_000, percent: 20, level: 'ok' } },
  });
});

test('members, bound keys, the shop’s own keys and administrators can read it; others cannot', async () => {
  const [mine, theirs] = [await aMeteredCustomer(), await aMeteredCustomer()];
  const path = `/v1/usage?customerId=${mine.id}`;
  const { headers: global } = await serverKey(['usage:read']);
  for (const headers of [mine.member, mine.reader, global, mine.admin])
    expect((await as(headers, 'GET', path)).body.customerId).toBe(mine.id);
  for (const headers of [theirs.member, theirs.reader])
    expectProblem(await as(headers, 'GET', path), 403, 'forbidden');
  expectProblem(await as(global, 'GET', '/v1/usage'), 400, 'invalid_request');
  expectProblem(await as({}, 'GET', path), 401, 'credentials_required');
  const { headers: writeOnly } = await serverKey(['usage:write'], mine.id);
  expectProblem(await as(writeOnly, 'GET', '/v1/usage'), 403, 'forbidden');
  const nobody = await as(mine.admin, 'GET', '/v1/usage?customerId=cus_nobody');
  expectProblem(nobody, 404, 'customer_not_found');
  for (const month of ['2026-13', '2026-1', 'november', '1999-11'])
    expectProblem(await as(mine.member, 'GET', `/v1/usage?month=${month}`), 400, 'invalid_request');
});

test('the history has twelve months, the current one with what was counted', async () => {
  const customer = await aMeteredCustomer();
  await report(customer, 123_000_000);
  await counted(customer, 123_000_000);
  const { body } = await as(customer.member, 'GET', '/v1/usage/history');
  expect(body.data).toHaveLength(12);
  expect(body.data[0].meters.traffic).toEqual({ bytes: 123_000_000, mb: 123, gb: 0.123 });
  expect(body.data[11].meters.traffic.bytes).toBe(0);
});

test('crossing 80, 95 and 100 % sends one mail each, in the customer’s language', async () => {
  const customer = await aMeteredCustomer();
  await report(customer, 4_000_000_000);
  const [first] = await warned(customer, 1);
  expect(first!.subject).toContain('80');
  expect(first!.body.text).toContain('Site vitrine');
  await report(customer, 750_000_000);
  await warned(customer, 2);
  await report(customer, 250_000_000);
  await warned(customer, 3);
  await report(customer, 1_000_000);
  await counted(customer, 5_001_000_000);
  await control('POST', '/schedules/check-limits');
  const subjects = (await warnings(customer)).map(({ subject }) => subject);
  expect(subjects.map((subject) => /(\d+)/.exec(subject)![1]).sort()).toEqual(['100', '80', '95']);
});

test('crossing all at once sends only the highest', async () => {
  const customer = await aMeteredCustomer({ locale: 'en' });
  await report(customer, 6_000_000_000);
  const [mail] = await warned(customer, 1);
  expect(mail!.subject).toContain('Your traffic: 100% of the limit used');
  await report(customer, 1);
  await counted(customer, 6_000_000_001);
  await control('POST', '/schedules/check-limits');
  expect(await warnings(customer)).toHaveLength(1);
});

test('a hundred batches that cross at once send one mail', async () => {
  const customer = await aMeteredCustomer();
  await report(customer, 3_990_000_000);
  await counted(customer, 3_990_000_000);
  await Promise.all(Array.from({ length: 100 }, () => report(customer, 1_000_000)));
  await counted(customer, 4_090_000_000);
  await warned(customer, 1);
  await control('POST', '/schedules/check-limits');
  expect(await warnings(customer)).toHaveLength(1);
});

test('a project is allowed until the limit, and again after a change to a larger plan', async () => {
  const customer = await aMeteredCustomer();
  expect(await check(customer)).toEqual({ allowed: true, level: 'ok', percent: 0 });
  await report(customer, 4_800_000_000);
  expect(await standing(customer, 'critical')).toEqual({
    allowed: true,
    level: 'critical',
    percent: 96,
  });
  await report(customer, 200_000_000);
  expect((await standing(customer, 'exceeded')).allowed).toBe(false);
  await as(customer.admin, 'PATCH', `/v1/admin/customers/${customer.id}`, {
    plan: 'pay_as_you_go',
  });
  expect(await standing(customer, 'ok')).toEqual({ allowed: true, level: 'ok', percent: 50 });
});

test('on a plan with overage, a project is allowed above the limit', async () => {
  const customer = await aMeteredCustomer({ plan: 'pay_as_you_go' });
  await report(customer, 11_000_000_000);
  expect(await standing(customer, 'exceeded')).toEqual({
    allowed: true,
    level: 'exceeded',
    percent: 110,
  });
  const [mail] = await warned(customer, 1);
  expect(mail!.body.text).toContain('Rien ne s’arrête');
});

test('stored bytes have their own level, by the newest measurement', async () => {
  const customer = await aMeteredCustomer();
  await report(customer, 96_000_000, { meter: 'storage' });
  await standing(customer, 'critical', 'storage');
  expect(await check(customer)).toMatchObject({ level: 'ok' });
  await report(customer, 10_000_000, { meter: 'storage' });
  await standing(customer, 'ok', 'storage');
  expect(await warnings(customer)).toHaveLength(1);
});

test('a foreign, unknown or misspelt project cannot be checked', async () => {
  const [mine, theirs] = [await aMeteredCustomer(), await aMeteredCustomer()];
  const ask = (headers: Headers, project: string, meter = 'traffic') =>
    as(headers, 'GET', `/v1/usage/check?project=${project}&meter=${meter}`);
  expectProblem(await ask(mine.reader, theirs.projectId), 404, 'project_not_found');
  expectProblem(await ask(mine.reader, 'prj_nowhere'), 404, 'project_not_found');
  expectProblem(await ask(mine.reader, mine.projectId, 'cpu'), 400, 'invalid_request');
  expectProblem(await ask(mine.reader, 'nonsense'), 400, 'invalid_request');
  expectProblem(await ask(mine.member, mine.projectId), 403, 'forbidden');
  expectProblem(await ask({}, mine.projectId), 401, 'credentials_required');
  const writeOnly = await createApiKey({ scopes: ['usage:write'], customerId: mine.id });
  const reply = await ask({ 'x-api-key': writeOnly.body.key }, mine.projectId);
  expectProblem(reply, 403, 'forbidden');
});

test('the check is one read', async () => {
  const customer = await aMeteredCustomer();
  await report(customer, 1_000_000_000);
  await eventually(async () => (await check(customer)).percent === 20);
  await control('POST', '/meter/reset');
  for (let n = 0; n < 20; n++) await check(customer);
  const rows: MeterRow[] = await control('GET', '/meter');
  const reads = rows.filter(
    (row) => row.function === 'usage/check-usage' && row.service === 'dynamodb',
  );
  expect(reads).toMatchObject([{ operation: 'GetItem', calls: 20 }]);
});

test('an administrator can read any month without a membership', async () => {
  const customer = await aMeteredCustomer();
  const admin = await token({ role: 'admin' });
  const path = `/v1/usage?customerId=${customer.id}&month=2025-02`;
  const { body } = await as(admin, 'GET', path);
  expect(body).toMatchObject({
    month: '2025-02',
    meters: { traffic: { bytes: 0, projectedBytes: 0, projects: [] } },
  });
});
