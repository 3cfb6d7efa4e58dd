import { randomUUID } from 'node:crypto';
import { as, serverKey } from '#test/callers';
import { control, eventually, type Json, mails, press, token } from '#test/cloud';
import {
  anAccount,
  createCustomer,
  createProject,
  onPlan,
  payForPro,
} from '#test/customer-accounts';
import { awsFault } from '#test/trouble';

const event = (project: string) => ({
  id: randomUUID(),
  project,
  meter: 'traffic',
  bytes: 1_000,
  time: new Date().toISOString(),
});

async function aMeteredProject(changes: object = {}) {
  const account = await anAccount({ timeZone: 'Africa/Abidjan', ...changes });
  const { body: project } = await createProject(account.owner);
  const { headers } = await serverKey(['usage:write', 'usage:read'], account.id);
  return { account, projectId: String(project.id), headers };
}

test('a batch repeated with its key gets the same answer, byte for byte', async () => {
  const { projectId, headers } = await aMeteredProject();
  const keyed = { ...headers, 'idempotency-key': randomUUID() };
  const batch = [event(projectId), event(projectId)];
  const first = await as(keyed, 'POST', '/v1/usage/events', batch);
  expect(first.body).toMatchObject({ accepted: 2, duplicates: 0 });
  expect((await as(keyed, 'POST', '/v1/usage/events', batch)).text).toBe(first.text);
  const other = await as(keyed, 'POST', '/v1/usage/events', [event(projectId)]);
  expect(other.body.code).toBe('idempotency_key_reused');
});

test('a customer whose creation could not be confirmed is created once', async () => {
  const admin = { ...(await token({ role: 'admin' })), 'idempotency-key': randomUUID() };
  const changes = { email: `once-${randomUUID()}@example.com` };
  const { end } = await awsFault({
    function: 'customers/create-customer',
    operation: 'UpdateItem',
    fault: 'failBefore',
    times: 4,
  });
  expect((await createCustomer(admin, changes)).status).toBe(500);
  await end();
  const made = await eventually(async () => {
    const reply = await createCustomer(admin, changes);
    return reply.status === 201 && reply.body;
  });
  const { body } = await as(admin, 'GET', `/v1/admin/customers/${made.id}`);
  expect(body.email).toBe(changes.email);
});

test('a plan that is removed by hand ends the subscription, and its owner gets a mail', async () => {
  const account = await anAccount();
  const email = `${randomUUID()}@example.com`;
  await as(account.admin, 'PATCH', `/v1/admin/customers/${account.id}`, { email });
  const payment = (await payForPro(account.owner)).body;
  await press(payment, 'pay');
  await onPlan(account, 'pay_as_you_go');
  await as(account.admin, 'PATCH', `/v1/admin/customers/${account.id}`, { plan: 'free' });
  await onPlan(account, 'free');
  await eventually(async () => (await mails({ to: email })).length >= 2);
});

test('a customer whose limits cannot be watched becomes a dead letter, and is warned by the daily check', async () => {
  const waiting = async (): Promise<number> => {
    const queues: Json[] = await control('GET', '/queues');
    return queues.find(({ name }) => name.startsWith('Background')).visible;
  };
  const before = await waiting();
  const email = `unwatched-${randomUUID()}@example.com`;
  const { account, projectId, headers } = await aMeteredProject({ email });
  const { end } = await awsFault({
    function: 'usage/watch-limits',
    fault: 'failBefore',
    times: 500,
    match: account.id,
  });
  await as(headers, 'POST', '/v1/usage/events', { ...event(projectId), bytes: 4_900_000_000 });
  await eventually(async () => (await waiting()) > before, { withinMs: 60_000 });
  expect(await mails({ to: email })).toEqual([]);
  await control('POST', '/schedules/check-limits');
  const [mail] = await eventually(async () => {
    const seen = await mails({ to: email });
    return seen.length > 0 && seen;
  });
  expect(mail!.subject).toContain('95');
  await end();
}, 90_000);

test('whose plan becomes smaller than its usage is warned at once, and only of the highest threshold', async () => {
  const email = `smaller-${randomUUID()}@example.com`;
  const { account, projectId, headers } = await aMeteredProject({ email });
  const customer = `/v1/admin/customers/${account.id}`;
  await as(account.admin, 'PATCH', customer, { plan: 'pay_as_you_go' });
  await onPlan(account, 'pay_as_you_go');
  await as(headers, 'POST', '/v1/usage/events', { ...event(projectId), bytes: 4_900_000_000 });
  await eventually(async () => {
    const { body } = await as(account.member, 'GET', '/v1/usage');
    return body.meters.traffic.bytes === 4_900_000_000;
  });
  expect(await mails({ to: email })).toEqual([]);
  await as(account.admin, 'PATCH', customer, { plan: 'free' });
  const seen = await eventually(async () => {
    const found = await mails({ to: email });
    return found.length > 0 && found;
  });
  expect(seen.map(({ subject }) => subject)).toEqual([expect.stringContaining('95')]);
});
