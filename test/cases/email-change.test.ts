import { BrowserSession } from '#test/browser-session';
import { as } from '#test/callers';
import {
  anAddress,
  control,
  eventually,
  type Json,
  logLines,
  mails,
  signIn,
  token as tokenOf,
} from '#test/cloud';
import { anOrderOf, aProduct, mailedToken, paid } from '#test/guests';
import { expectProblem } from '#test/problems';

const password = 'Un bateau bleu, 3 voiles';

test('a member signs in with another address once it is proven, and the old one is told', async () => {
  const [before, after] = [anAddress(), anAddress()];
  const admin = await tokenOf({ role: 'admin' });
  const { customerId: id } = await paid(await anOrderOf(before, (await aProduct()).id));
  await as({}, 'POST', `/v1/activations/${await mailedToken(before)}`, { password });
  const awa = await signIn({ email: before });
  const people = async (headers: Record<string, string>): Promise<string[]> =>
    (await as(headers, 'GET', '/v1/members')).body.data.map(({ email }: Json) => email);
  const ask = (email: string) => as(awa, 'POST', '/v1/session/email', { email });

  expectProblem(await as(admin, 'POST', '/v1/session/email', { email: after }), 403, 'forbidden');
  expectProblem(await ask('nobody'), 400, 'invalid_request');
  expectProblem(await ask(before.toUpperCase()), 409, 'member_exists');
  expect((await ask(after)).status).toBe(202);
  expectProblem(await ask(anAddress()), 429, 'too_many_links');
  expect(await people(awa)).toEqual([before]);

  const token = await mailedToken(after);
  const notice = await eventually(async () => (await mails({ to: before, about: 'adresse' }))[0]);
  expect(notice.body.text).toContain('Une autre adresse a été demandée');
  expect(notice.body.text).not.toMatch(/at_|#/);
  const link = `/v1/activations/${token}`;
  expect((await as({}, 'GET', link)).body).toMatchObject({ purpose: 'email', hasPassword: true });

  await control('POST', '/faults', {
    function: 'activations/activate-account',
    service: 'cognito-idp',
    operation: 'AdminUpdateUserAttributes',
    fault: 'killAfter',
  });
  expect((await as({}, 'POST', link, {})).status).toBeGreaterThanOrEqual(500);
  for (let time = 0; time < 2; time++) expect((await as({}, 'POST', link, {})).status).toBe(204);

  await eventually(async () => (await as(awa, 'GET', '/v1/projects')).status === 401, {
    withinMs: 12_000,
    what: 'the session of before goes on',
  });
  const browser = new BrowserSession();
  await browser.signIn({ email: after, password });
  const { body: seen } = await browser.page('GET', '/v1/session');
  expect(seen).toMatchObject({ email: after, roles: ['owner'], customerId: id });
  const again = await signIn({ email: after });
  expect(await people(again)).toEqual([after]);
  expect((await as(again, 'GET', '/v1/billing/details')).body.email).toBe(after);
  const stranger = await signIn({ email: before });
  expectProblem(await as(stranger, 'GET', '/v1/members'), 403, 'forbidden');

  const { data } = (await as(admin, 'GET', '/v1/admin/audit?limit=100')).body;
  const acts = data.filter(({ after: now }: Json) => now?.customerId === id);
  expect(acts.map(({ action }: Json) => action)).toEqual(
    expect.arrayContaining(['member.email_changed', 'member.email_change_requested']),
  );
  const lines = (await logLines()).join('\n');
  for (const secret of [token, before, after]) expect(lines).not.toContain(secret);
}, 90_000);
