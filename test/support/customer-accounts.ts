import { randomUUID } from 'node:crypto';
import { as, type Headers } from '#test/callers';
import { anAddress, eventually, type Json, type Reply, token } from '#test/cloud';

export type Account = { id: string; owner: Headers; member: Headers; admin: Headers };

/** A customer of its own, with somebody who owns it and somebody who is only a member. */
export async function anAccount(changes: object = {}): Promise<Account> {
  const admin = await token({ role: 'admin' });
  const reply = await createCustomer(admin, changes);
  if (reply.status !== 201) throw new Error(`no customer: ${reply.status} ${reply.text}`);
  const { id } = reply.body;
  return {
    id,
    admin,
    owner: await token({ role: 'owner', customerId: id }),
    member: await token({ role: 'member', customerId: id }),
  };
}

export const createCustomer = (headers: Headers, changes: object = {}): Promise<Reply> =>
  as(headers, 'POST', '/v1/admin/customers', {
    name: 'Comptoir Diallo',
    email: anAddress(),
    kind: 'company',
    ...changes,
  });

export const createProject = (
  headers: Headers,
  name = 'Site vitrine',
  more: Headers = {},
): Promise<Reply> => as({ ...headers, ...more }, 'POST', '/v1/projects', { name });

export const subscriptionOf = async ({ member }: Account): Promise<Json> =>
  (await as(member, 'GET', '/v1/subscription')).body;

/** Asks for a month of Pro as a member does. */
export const payForPro = (headers: Headers, changes: object = {}): Promise<Reply> =>
  as({ ...headers, 'idempotency-key': randomUUID() }, 'POST', '/v1/payments', {
    planId: 'pay_as_you_go',
    method: 'card',
    customer: { email: anAddress(), name: 'Koffi Kouassi' },
    ...changes,
  });

export const onPlan = (account: Account, planId: string): Promise<Json> =>
  eventually(
    async () => {
      const subscription = await subscriptionOf(account);
      return subscription.plan.id === planId && subscription;
    },
    { what: `${account.id} is not on ${planId}` },
  );
