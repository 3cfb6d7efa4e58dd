import { randomUUID } from 'node:crypto';
import { as } from '#test/callers';
import type { Json } from '#test/cloud';
import { type Account, anAccount, createProject, subscriptionOf } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';

const list = async ({ member }: Account): Promise<Json[]> =>
  (await as(member, 'GET', '/v1/projects')).body.data;

test('a member creates a project, sees it, and archives it', async () => {
  const account = await anAccount({ timeZone: 'Africa/Abidjan' });
  const made = await createProject(account.member);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    id: expect.stringMatching(/^prj_/),
    customerId: account.id,
    name: 'Site vitrine',
    timeZone: 'Africa/Abidjan',
    archivedAt: null,
  });
  expect(await list(account)).toEqual([made.body]);
  const path = `/v1/projects/${made.body.id}`;
  const renamed = await as(account.member, 'PATCH', path, { name: 'Boutique' });
  expect(renamed.body).toEqual({ ...made.body, name: 'Boutique' });
  expectProblem(await as(account.member, 'PATCH', path, { name: '' }), 400, 'invalid_request');
  const archive = () => as(account.member, 'DELETE', path);
  const archived = await archive();
  expect(archived.body.archivedAt).toEqual(expect.any(String));
  expect((await archive()).body).toEqual(archived.body);
  expect(await list(account)).toEqual([]);
});

test('above the plan’s limit a project is refused, and the message says how to get more', async () => {
  const account = await anAccount();
  const [first] = [await createProject(account.owner), await createProject(account.owner)];
  const refused = await createProject(account.owner);
  const { detail } = expectProblem(refused, 403, 'plan_limit_reached');
  expect(detail).toMatch(/Free \(free\) allows 2 projects.*planId pay_as_you_go/);
  await as(account.owner, 'DELETE', `/v1/projects/${first.body.id}`);
  expect((await createProject(account.owner)).status).toBe(201);
});

test('of eight requests at once for two places, two succeed', async () => {
  const account = await anAccount();
  const replies = await Promise.all(
    Array.from({ length: 8 }, (_, index) => createProject(account.owner, `Site ${index}`)),
  );
  const statuses = replies.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 201, 403, 403, 403, 403, 403, 403]);
  expect((await subscriptionOf(account)).places.projects).toEqual({ used: 2, limit: 2 });
});

test('a repeated request creates one project', async () => {
  const account = await anAccount();
  const key = { 'idempotency-key': randomUUID() };
  const replies = await Promise.all(
    [1, 2, 3].map(() => createProject(account.owner, 'Site vitrine', key)),
  );
  expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
  expect((await subscriptionOf(account)).places.projects.used).toBe(1);
});

test('other customers neither see it nor archive it, and learn nothing', async () => {
  const [mine, theirs] = [await anAccount(), await anAccount()];
  const { id } = (await createProject(mine.owner)).body;
  expect(await list(theirs)).toEqual([]);
  const seen = await as(theirs.owner, 'DELETE', `/v1/projects/${id}`);
  const none = await as(theirs.owner, 'DELETE', '/v1/projects/prj_none');
  for (const reply of [seen, none]) expectProblem(reply, 404, 'project_not_found');
  const forMine = { name: 'x', customerId: mine.id };
  expectProblem(await as(theirs.owner, 'POST', '/v1/projects', forMine), 403, 'forbidden');
  const page = await as(theirs.owner, 'GET', `/v1/projects?customerId=${mine.id}`);
  expectProblem(page, 403, 'forbidden');
  expectProblem(await as({}, 'GET', '/v1/projects'), 401, 'credentials_required');
});

test('an administrator acts for the customer named in the request', async () => {
  const { id: customerId, admin } = await anAccount();
  const made = await as(admin, 'POST', '/v1/projects', { name: 'x', customerId });
  expect(made.body.customerId).toBe(customerId);
  expectProblem(await as(admin, 'POST', '/v1/projects', { name: 'x' }), 400, 'invalid_request');
  const nobody = { name: 'x', customerId: 'cus_nobody' };
  expectProblem(await as(admin, 'POST', '/v1/projects', nobody), 404, 'customer_not_found');
  const archived = await as(admin, 'DELETE', `/v1/projects/${made.body.id}`);
  expect(archived.body.archivedAt).toEqual(expect.any(String));
});

test('an archived customer gets no new project, and keeps its own', async () => {
  const account = await anAccount();
  await createProject(account.owner);
  await as(account.admin, 'PATCH', `/v1/admin/customers/${account.id}`, { archived: true });
  expectProblem(await createProject(account.owner), 409, 'customer_archived');
  expect(await list(account)).toHaveLength(1);
});
