import { randomBytes } from 'node:crypto';
import { newId } from '#domain/ids';
import { BrowserSession, somebody } from '#test/browser-session';
import { api, control, endpoints, type Json, request, token } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { storeCustomer, storeMember } from '#test/stored-members';
import { greeting } from '../../local/cloud/cli/greeting.ts';
import { seedPeople } from '../../local/cloud/control/seed-people.ts';

const aCustomerId = async (): Promise<string> => {
  const id = newId('cus', new Date(), randomBytes(10));
  await storeCustomer(id);
  return id;
};

describe('somebody of a customer', () => {
  test('signs in, sees who they are, reads their own by the cookie, and leaves', async () => {
    const person = await somebody();
    const customerId = await aCustomerId();
    await storeMember({ customerId, email: person.email, role: 'owner' });
    const browser = new BrowserSession();
    const arrived = await browser.signIn(person, '?to=/billing/plan&lang=en');
    expect(arrived.status).toBe(303);
    expect(arrived.headers.get('location')).toBe('/billing/plan');
    expect([...browser.cookies.keys()].sort()).toEqual([
      '__Host-peage-id',
      '__Secure-peage-refresh',
    ]);

    const { status, body } = await browser.page('GET', '/v1/session');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      email: person.email,
      roles: ['owner'],
      customers: [{ id: customerId, role: 'owner' }],
      customerId,
      stage: 'dev',
    });
    const livesMs = Date.parse(body.expiresAt) - Date.now();
    expect(Math.round(livesMs / 60_000)).toBe(60);

    expect((await browser.page('GET', '/v1/members')).status).toBe(200);
    expectProblem(await browser.ask('GET', '/v1/members'), 401, 'credentials_required');

    const stolen = browser.cookies.get('__Secure-peage-refresh')!;
    expectProblem(await browser.ask('POST', '/auth/sign-out'), 403, 'forbidden');
    const left = await browser.page('POST', '/auth/sign-out');
    expect(left.body.logoutUrl).toContain('/logout?client_id=');
    expect((await request('GET', left.body.logoutUrl)).headers.get('location')).toBe(
      `${endpoints.api}/`,
    );
    expect(browser.cookies.size).toBe(0);
    expectProblem(await browser.page('GET', '/v1/members'), 401, 'credentials_required');
    browser.cookies.set('__Secure-peage-refresh', stolen);
    expectProblem(await browser.page('POST', '/auth/refresh'), 401, 'token_expired');
  });

  test('of two customers chooses one, and only one of theirs', async () => {
    const person = await somebody();
    const [one, two, other] = [await aCustomerId(), await aCustomerId(), await aCustomerId()];
    await storeMember({ customerId: one, email: person.email, role: 'owner' });
    await storeMember({ customerId: two, email: person.email, role: 'member' });
    const browser = new BrowserSession();
    await browser.signIn(person);
    const choose = (customerId: string) => browser.page('PUT', '/v1/session', { customerId });
    expectProblem(await choose(other), 403, 'customer_not_yours');
    expect((await browser.page('GET', '/v1/session')).body).toMatchObject({
      customers: expect.arrayContaining([
        expect.objectContaining({ id: one }),
        expect.objectContaining({ id: two }),
      ]),
      customerId: null,
      roles: [],
    });
    expectProblem(await browser.page('GET', '/v1/members'), 400, 'customer_required');
    expect((await choose(two)).body).toMatchObject({ customerId: two, roles: ['member'] });
    expect((await browser.page('GET', '/v1/session')).body.customerId).toBe(two);
    expect((await browser.page('GET', '/v1/projects')).status).toBe(200);
  });

  test('gets a new token for the same session, also in two tabs at once', async () => {
    const browser = new BrowserSession();
    await browser.signIn(await somebody());
    const before = new Map(browser.cookies);
    const tabs = [0, 1].map(() => browser.page('POST', '/auth/refresh'));
    for (const { status, body } of await Promise.all(tabs)) {
      expect(status).toBe(200);
      expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now());
    }
    for (const [name, value] of browser.cookies) expect(value).not.toBe(before.get(name));
    expect((await browser.page('GET', '/v1/session')).status).toBe(200);
  });

  test('whose session is revoked is signed out in both tabs', async () => {
    const browser = new BrowserSession();
    await browser.signIn(await somebody());
    const tab = new BrowserSession();
    for (const [name, value] of browser.cookies) tab.cookies.set(name, value);
    await browser.page('POST', '/auth/sign-out');
    const replies = await Promise.all([0, 1].map(() => tab.page('POST', '/auth/refresh')));
    for (const reply of replies) expectProblem(reply, 401, 'token_expired');
    expect(tab.cookies.size).toBe(0);
  });
});

test('staff sign in with a second factor, for a quarter of an hour', async () => {
  const finance = await somebody({ role: 'finance' });
  const browser = new BrowserSession();
  const arrived = await browser.signIn(finance);
  expect(arrived.headers.get('location')).toBe('/');
  expect((await browser.ask('GET', '/')).status).toBe(200);
  const { body } = await browser.page('GET', '/v1/session');
  expect(body).toMatchObject({ roles: ['finance'], customers: [], customerId: null });
  expect(Math.round((Date.parse(body.expiresAt) - Date.now()) / 60_000)).toBe(15);
  expect((await browser.page('GET', '/v1/payments')).status).toBe(200);
  const form = await browser.begin('?as=staff');
  await expect(browser.fill(form, { ...finance, totpSecret: undefined })).rejects.toThrow('401');
});

test.each([
  ['what they chose', '?lang=en', 'fr', 'en'],
  ['what their browser prefers', '', 'de,en;q=0.5', 'en'],
  ['the shop’s language', '', 'de', 'fr'],
])('the pages speak %s', async (_, query, accepted, language) => {
  const headers = { 'accept-language': accepted };
  const browser = new BrowserSession();
  const begun = await browser.ask('GET', `/auth/sign-in${query}`, { headers });
  const { text } = await browser.ask('GET', begun.headers.get('location')!, { headers });
  expect(text).toContain(`<html lang="${language}">`);
});

describe('what goes wrong on the way', () => {
  test('a code counts in the browser that began, and once', async () => {
    const person = await somebody();
    const [theirs, another] = [new BrowserSession(), new BrowserSession()];
    const back = await theirs.fill(await theirs.begin('?to=/billing'), person);
    const elsewhere = await another.ask('GET', back);
    expect(elsewhere.status).toBe(303);
    expect(elsewhere.headers.get('location')).toBe('/auth/sign-in?as=people&again=1');
    expect(another.cookies.size).toBe(0);

    expect((await theirs.ask('GET', back)).headers.get('location')).toBe('/billing');
    const again = await theirs.ask('GET', back);
    expect(again.headers.get('location')).toBe('/auth/sign-in?as=people&again=1');
  });

  test('an attempt that another tab has overtaken begins again once, and then fails', async () => {
    const person = await somebody();
    const browser = new BrowserSession();
    const first = await browser.fill(await browser.begin('?to=/billing'), person);
    await browser.begin('?to=/projects&lang=en');
    const overtaken = await browser.ask('GET', first);
    expect(overtaken.headers.get('location')).toBe(
      '/auth/sign-in?as=people&again=1&to=%2Fprojects&lang=en',
    );
    const second = await browser.fill(await browser.begin('?again=1'), person);
    browser.cookies.clear();
    expectProblem(await browser.ask('GET', second), 400, 'sign_in_failed');
  });

  test('a code that is used up under the hand, and a refusal of the pages, sign nobody in', async () => {
    const browser = new BrowserSession();
    const form = new URL(await browser.begin());
    const state = form.searchParams.get('state')!;
    const spent = await browser.ask('GET', `/auth/callback?code=spent&state=${state}`);
    expect(spent.headers.get('location')).toContain('again=1');
    const refused = await browser.ask('GET', `/auth/callback?error=access_denied&state=${state}`);
    expectProblem(refused, 400, 'sign_in_failed');
    expect([...browser.cookies.keys()]).toEqual(['__Host-peage-attempt']);
  });

  test('nobody continues at a foreign address', async () => {
    for (const to of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
      const reply = await request(
        'GET',
        `${endpoints.api}/auth/sign-in?to=${encodeURIComponent(to)}`,
      );
      expectProblem(reply, 400, 'invalid_request');
      expect(reply.headers.getSetCookie()).toEqual([]);
    }
  });

  test('a refresh without a session, or by a foreign page, gives nothing', async () => {
    const browser = new BrowserSession();
    expectProblem(await browser.page('POST', '/auth/refresh'), 401, 'token_expired');
    expectProblem(await browser.ask('POST', '/auth/refresh'), 403, 'forbidden');
  });

  test('a cookie that is forged, and a server’s key, have no session', async () => {
    const browser = new BrowserSession();
    browser.cookies.set('__Host-peage-id', 'forged');
    expectProblem(await browser.page('GET', '/v1/session'), 401, 'token_invalid');
    expectProblem(await api('GET', '/v1/session'), 403, 'forbidden');
    expectProblem(await api('GET', '/v1/session', { asGuest: true }), 401, 'credentials_required');
  });
});

test('npm start prints people who can sign in: staff, and an owner and a member of two customers', async () => {
  const seeded = await seedPeople({
    api: endpoints.api,
    adminToken: (await token({ role: 'admin' })).authorization!.replace('Bearer ', ''),
    addPerson: (person) => control('POST', '/people', person),
  });
  const printed = greeting({ endpoints, people: seeded });
  expect(printed).toMatch(/\nready$/);
  const start = /sign in +(\S+) \(admin and finance: (\S+)\)/.exec(printed)!;
  expect(start.slice(1)).toEqual([`${endpoints.web}/auth/sign-in`, '/auth/sign-in?as=staff']);
  for (const title of ['admin', 'finance', 'owner', 'member']) {
    const line = new RegExp(`${title} +(\\S+), password ([^\\s,]+)(?:, second factor (\\S+))?\n`);
    const [, email = '', password = '', totpSecret] = line.exec(printed)!;
    const isStaff = totpSecret !== undefined;
    const browser = new BrowserSession();
    await browser.signIn({ email, password, totpSecret }, isStaff ? '?as=staff' : '');
    const { roles, customers } = (await browser.page('GET', '/v1/session')).body;
    expect(roles).toEqual(isStaff ? [title] : []);
    expect(customers.map(({ role }: Json) => role)).toEqual(isStaff ? [] : [title, title]);
  }
});

test('a token in the header reads the session too', async () => {
  const headers = await token({ role: 'admin' });
  const { status, body } = await api('GET', '/v1/session', { headers });
  expect(status).toBe(200);
  expect(body).toMatchObject({ roles: ['admin'], email: 'admin@shop.example' });
});
