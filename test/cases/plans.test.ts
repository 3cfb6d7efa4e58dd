import { as } from '#test/callers';
import { api, token } from '#test/cloud';
import { anAccount, createProject, subscriptionOf } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';

test('anyone can see the plans, with prices in minor units and limits in bytes', async () => {
  const { status, body } = await api('GET', '/v1/plans', { asGuest: true });
  expect(status).toBe(200);
  expect(body.data).toMatchObject([
    {
      id: 'free',
      pricePerMonth: { EUR: 0, XOF: 0 },
      overagePerGb: null,
      limits: { projects: 2, members: 1, trafficBytesPerMonth: 5e9, storageBytes: 100e6 },
    },
    {
      id: 'pay_as_you_go',
      name: 'Pro',
      pricePerMonth: { EUR: 300, XOF: 2000 },
      limits: { projects: null, trafficBytesPerMonth: 10e9, storageBytes: 10.24e9 },
    },
  ]);
});

test('a new customer is on the free plan, without an end', async () => {
  const account = await anAccount();
  expect(await subscriptionOf(account)).toMatchObject({
    customerId: account.id,
    plan: { id: 'free' },
    status: 'free',
    startedAt: null,
    currentPeriodEnd: null,
    places: { projects: { used: 0, limit: 2 }, members: { used: 0, limit: 1 } },
  });
});

test('a plan set by an administrator has no end, and no limit of projects', async () => {
  const account = await anAccount({ plan: 'pay_as_you_go' });
  for (const name of ['a', 'b', 'c'])
    expect((await createProject(account.owner, name)).status).toBe(201);
  expect(await subscriptionOf(account)).toMatchObject({
    status: 'given',
    currentPeriodEnd: null,
    places: { projects: { used: 3, limit: null } },
  });
});

test('removing the plan deletes no project, and refuses new ones', async () => {
  const account = await anAccount({ plan: 'pay_as_you_go' });
  for (const name of ['a', 'b', 'c']) await createProject(account.owner, name);
  const path = `/v1/admin/customers/${account.id}`;
  expect((await as(account.admin, 'PATCH', path, { plan: 'free' })).body.plan).toBe('free');
  expect((await as(account.owner, 'GET', '/v1/projects')).body.data).toHaveLength(3);
  expectProblem(await createProject(account.owner, 'd'), 403, 'plan_limit_reached');
});

test('only the customer and administrators see the customer’s plan', async () => {
  const [mine, theirs] = [await anAccount(), await anAccount()];
  const path = `/v1/subscription?customerId=${mine.id}`;
  expectProblem(await as(theirs.owner, 'GET', path), 403, 'forbidden');
  const nobody = await token({ role: 'member' });
  expectProblem(await as(nobody, 'GET', '/v1/subscription'), 403, 'forbidden');
  expect((await as(mine.admin, 'GET', path)).body.customerId).toBe(mine.id);
  const none = await as(mine.admin, 'GET', '/v1/subscription?customerId=cus_nobody');
  expectProblem(none, 404, 'customer_not_found');
});
