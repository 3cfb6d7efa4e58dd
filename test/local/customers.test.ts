import { randomUUID } from 'node:crypto';
import { as, type Headers, serverKey } from '#test/callers';
import { anAddress, type Json, token } from '#test/cloud';
import { anAccount, createCustomer } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';

const customers = '/v1/admin/customers';

describe('a customer', () => {
  test('is created, read, changed, archived and restored, and the audit trail says by whom', async () => {
    const { id, admin } = await anAccount({ timeZone: 'Africa/Abidjan' });
    const path = `${customers}/${id}`;
    expect((await as(admin, 'GET', path)).body).toMatchObject({
      id,
      plan: 'free',
      locale: 'fr',
      timeZone: 'Africa/Abidjan',
      state: 'active',
      places: { projects: 0, members: 0 },
      archivedAt: null,
    });
    const change = { name: 'Diallo et filles', phone: '+2250707000000', locale: 'en' };
    expect((await as(admin, 'PATCH', path, change)).body).toMatchObject(change);
    expect((await as(admin, 'PATCH', path, { phone: null })).body.phone).toBeNull();
    const archived = (await as(admin, 'PATCH', path, { archived: true })).body;
    expect(archived.archivedAt).toEqual(expect.any(String));
    expect((await as(admin, 'PATCH', path, { archived: false })).body.archivedAt).toBeNull();
    const { data } = (await as(admin, 'GET', '/v1/admin/audit?limit=100')).body;
    const acts = data.filter(({ subject }: Json) => subject === id);
    expect(acts.map(({ action }: Json) => action)).toEqual([
      ...Array(4).fill('customer.changed'),
      'customer.created',
    ]);
    expect(JSON.stringify(acts)).not.toMatch(/Diallo|example\.com|\+225/);
  });

  test('has the seller’s time zone unless another is named, and keeps it', async () => {
    const { id, admin } = await anAccount();
    const path = `${customers}/${id}`;
    expect((await as(admin, 'GET', path)).body.timeZone).toBe('Europe/Paris');
    const moving = await as(admin, 'PATCH', path, { timeZone: 'Africa/Abidjan' });
    expectProblem(moving, 400, 'invalid_request');
  });

  test('is created once for an Idempotency-Key, and the answer is the same byte for byte', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const admin = { ...(await token({ role: 'admin' })), ...key };
    const body = { email: 'twice@example.com' };
    const [first, second] = [await createCustomer(admin, body), await createCustomer(admin, body)];
    expect(second.text).toBe(first.text);
    const other = await createCustomer(admin, { email: 'other@example.com' });
    expectProblem(other, 409, 'idempotency_key_reused');
  });

  test('is listed newest first, page by page', async () => {
    const [first, second] = [await anAccount(), await anAccount()];
    const page = (await as(first.admin, 'GET', `${customers}?limit=1`)).body;
    expect(page.data.map(({ id }: Json) => id)).toEqual([second.id]);
    const next = await as(first.admin, 'GET', `${customers}?limit=1&cursor=${page.nextCursor}`);
    expect(next.body.data.map(({ id }: Json) => id)).toEqual([first.id]);
    const forged = await as(first.admin, 'GET', `${customers}?cursor=x`);
    expectProblem(forged, 400, 'invalid_request');
  });

  test.each([
    ['no name', { name: undefined }, 'name'],
    ['an address that no mail reaches', { email: 'awa' }, 'email'],
    ['a zone that is an offset', { timeZone: '+01:00' }, 'timeZone'],
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, 'timeZone'],
    ['an unknown kind', { kind: 'state' }, 'kind'],
    ['a SIREN too short', { siren: '123' }, 'siren'],
    ['a phone without its country', { phone: '0707000000' }, 'phone'],
    ['an unknown field', { iban: 'FR76' }, ''],
  ])('with %s is refused', async (_, changes, path) => {
    const reply = await createCustomer(await token({ role: 'admin' }), changes);
    const { errors } = expectProblem(reply, 400, 'invalid_request');
    expect(errors.map((error: Json) => error.path)).toContain(path);
  });

  test('cannot be put on an unknown plan', async () => {
    const { id, admin } = await anAccount();
    expectProblem(await createCustomer(admin, { plan: 'gold' }), 404, 'plan_not_found');
    const moving = await as(admin, 'PATCH', `${customers}/${id}`, { plan: 'gold' });
    expectProblem(moving, 404, 'plan_not_found');
    expectProblem(await as(admin, 'GET', `${customers}/cus_nobody`), 404, 'customer_not_found');
    const nothing = await as(admin, 'PATCH', `${customers}/${id}`, {});
    expectProblem(nothing, 400, 'invalid_request');
  });

  test('is only for finance and administrators', async () => {
    const { id, owner, member } = await anAccount();
    expect((await as(await token({ role: 'finance' }), 'GET', customers)).status).toBe(200);
    for (const headers of [owner, member]) {
      expectProblem(await as(headers, 'GET', `${customers}/${id}`), 403, 'forbidden');
      expectProblem(await createCustomer(headers), 403, 'forbidden');
    }
    expectProblem(await as({}, 'GET', customers), 401, 'credentials_required');
  });
});

describe('members', () => {
  const members = '/v1/members';

  const others = async (headers: Headers): Promise<Json[]> => {
    const { data } = (await as(headers, 'GET', members)).body;
    return data.filter(({ email }: Json) => !/^(owner|member)@cus-/.test(email));
  };

  test('are added and removed by the owner; the free plan allows one', async () => {
    const { owner } = await anAccount();
    const koffi = { email: anAddress(), name: 'Koffi', role: 'member' };
    const added = await as(owner, 'POST', members, koffi);
    expect(added.status).toBe(201);
    expect(await others(owner)).toEqual([added.body]);
    expectProblem(await as(owner, 'POST', members, koffi), 409, 'member_exists');
    const second = await as(owner, 'POST', members, { email: 'awa@example.com' });
    expect(expectProblem(second, 403, 'plan_limit_reached').detail).toContain('1 members');
    const path = `${members}/${added.body.id}`;
    const promoted = await as(owner, 'PATCH', path, { role: 'owner' });
    expect(promoted.body).toEqual({ ...added.body, role: 'owner' });
    expect((await as(owner, 'DELETE', path)).status).toBe(200);
    expect(await others(owner)).toEqual([]);
    expect((await as(owner, 'POST', members, { email: 'awa@example.com' })).status).toBe(201);
  });

  test('always include an owner, unless an administrator removes the last one', async () => {
    const { id, owner, admin } = await anAccount();
    const { data } = (await as(owner, 'GET', members)).body;
    const path = `${members}/${data.find(({ role }: Json) => role === 'owner').id}`;
    expectProblem(await as(owner, 'DELETE', path), 409, 'last_owner');
    expectProblem(await as(owner, 'PATCH', path, { role: 'member' }), 409, 'last_owner');
    const byAdmin = await as(admin, 'PATCH', `${path}?customerId=${id}`, { role: 'member' });
    expect(byAdmin.body.role).toBe('member');
  });

  test('of an archived customer can read but not write [B11]', async () => {
    const { id, owner, admin } = await anAccount();
    await as(admin, 'PATCH', `/v1/admin/customers/${id}`, { archived: true });
    expect((await as(owner, 'GET', members)).status).toBe(200);
    for (const path of ['/v1/members', '/v1/api-keys', '/v1/projects', '/v1/payments'])
      expectProblem(await as(owner, 'POST', path, {}), 409, 'customer_archived');
  });

  test('are hidden from a plain member and from another customer’s owner', async () => {
    const [mine, theirs] = [await anAccount(), await anAccount()];
    const koffi = (await as(mine.owner, 'POST', members, { email: 'koffi@example.com' })).body;
    expectProblem(await as(mine.member, 'GET', members), 403, 'forbidden');
    const body = { email: 'x@example.com', customerId: mine.id };
    expectProblem(await as(theirs.owner, 'POST', members, body), 403, 'forbidden');
    const removing = await as(theirs.owner, 'DELETE', `${members}/${koffi.id}`);
    expectProblem(removing, 404, 'member_not_found');
    const byAdmin = await as(mine.admin, 'GET', `${members}?customerId=${mine.id}`);
    expect(byAdmin.body.data).toContainEqual(koffi);
    expectProblem(await as(mine.admin, 'GET', members), 400, 'invalid_request');
  });
});

describe('a customer’s owner', () => {
  test('creates, lists and revokes keys of their own customer', async () => {
    const { id, owner } = await anAccount();
    const made = await as(owner, 'POST', '/v1/api-keys', { name: 'Site', scopes: ['usage:read'] });
    expect(made.status).toBe(201);
    expect(made.body.customerId).toBe(id);
    const { data } = (await as(owner, 'GET', '/v1/api-keys')).body;
    expect(data.map((key: Json) => key.id)).toEqual([made.body.id]);
    const revoked = await as(owner, 'DELETE', `/v1/api-keys/${made.body.id}`);
    expect(revoked.body.revokedAt).toEqual(expect.any(String));
  });

  test('cannot create a key that changes what the customer owes, or one for another customer [B4]', async () => {
    const [mine, theirs] = [await anAccount(), await anAccount()];
    for (const scope of ['payments:write', 'refunds:write', 'usage:write']) {
      const reply = await as(mine.owner, 'POST', '/v1/api-keys', { name: 'x', scopes: [scope] });
      expect(expectProblem(reply, 403, 'forbidden').detail).toContain(scope);
    }
    const body = { name: 'x', scopes: ['usage:read'], customerId: theirs.id };
    expectProblem(await as(mine.owner, 'POST', '/v1/api-keys', body), 403, 'forbidden');
    for (const customerId of [theirs.id, undefined]) {
      const { apiKey } = await serverKey(['usage:read'], customerId);
      const reply = await as(mine.owner, 'DELETE', `/v1/api-keys/${apiKey.id}`);
      expectProblem(reply, 404, 'api_key_not_found');
    }
  });
});
