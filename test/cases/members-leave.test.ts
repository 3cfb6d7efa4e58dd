import { setTimeout as sleep } from 'node:timers/promises';
import { as } from '#test/callers';
import { anAddress, eventually, signIn } from '#test/cloud';
import { anAccount } from '#test/customer-accounts';
import { expectProblem } from '#test/problems';

const members = '/v1/members';

describe('members', () => {
  test('may act as soon as they are added, until they are removed or demoted [B3]', async () => {
    const { id, owner } = await anAccount();
    const email = anAddress();
    const body = { email, role: 'owner' };
    const { id: memberId } = (await as(owner, 'POST', members, body)).body;
    let koffi = await signIn({ email: email.toUpperCase() });
    expect((await as(koffi, 'GET', members)).status).toBe(200);
    const soon = (status: number, method: string, path: string, sent?: object) =>
      eventually(async () => (await as(koffi, method, path, sent)).status === status, {
        withinMs: 10_000,
        what: `${method} ${path} is not ${status}`,
      });
    const key = { name: 'x', scopes: ['payments:read'] };
    await as(owner, 'PATCH', `${members}/${memberId}`, { role: 'member' });
    // The session of before has ended; a new one has the new role.
    await soon(401, 'POST', '/v1/api-keys', key);
    await sleep(1_000);
    koffi = await signIn({ email });
    await soon(403, 'POST', '/v1/api-keys', key);
    await as(owner, 'DELETE', `${members}/${memberId}`);
    await soon(403, 'GET', '/v1/projects');
    expectProblem(await as(koffi, 'POST', '/v1/members', body), 403, 'forbidden');
    const named = { ...koffi, 'x-customer': id };
    expectProblem(await as(named, 'GET', '/v1/projects'), 403, 'customer_not_yours');
  }, 40_000);
});
