import { randomUUID } from 'node:crypto';
import { as, type Headers, serverKey } from '#test/callers';
import { anAddress, eventually, mails } from '#test/cloud';
import { type Account, anAccount, createProject } from '#test/customer-accounts';
import { runSchedule } from '#test/trouble';

/** A customer with an invoice to pay, and the link that was mailed. */
export type Due = Account & { email: string; invoiceId: string; link: Headers };

const gigabyte = 1_000_000_000;
const now = new Date();

/** Two days into the next month, when the grace is over. */
export const afterTheGrace = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 3, 2));

/** A customer above its plan's limit. */
export async function aHeavyCustomer(gb = 18): Promise<Account & { email: string }> {
  const email = anAddress();
  const account = await anAccount({ email, plan: 'pay_as_you_go', timeZone: 'Africa/Abidjan' });
  const { body: project } = await createProject(account.owner);
  const { headers } = await serverKey(['usage:write'], account.id);
  const event = { project: project.id, meter: 'traffic', time: now.toISOString() };
  await as(headers, 'POST', '/v1/usage/events', {
    ...event,
    id: randomUUID(),
    bytes: gb * gigabyte,
  });
  await eventually(
    async () =>
      (await as(account.member, 'GET', '/v1/usage')).body.meters.traffic.bytes === gb * gigabyte,
  );
  return { ...account, email };
}

export const invoiceMails = async (email: string) =>
  (await mails({ to: email })).filter(({ subject }) => subject.includes('FA-'));

/** The letter with the link to pay by: what the page behind it sends is taken from it. */
export async function letter(account: Account & { email: string }): Promise<Due> {
  const [mail] = await eventually(async () => {
    const seen = await invoiceMails(account.email);
    return seen.length > 0 && seen;
  });
  const [, invoiceId = '', token = ''] =
    /\/pay\?invoice=(inv_\w+)&lang=fr#clientToken=(ct_[\w-]+)/.exec(mail!.body.text!) ?? [];
  return { ...account, invoiceId, link: { 'x-client-token': token } };
}

/** A month above the plan, closed and billed. */
export async function dueInvoice(): Promise<Due> {
  const account = await aHeavyCustomer();
  await runSchedule('close-month', afterTheGrace);
  return letter(account);
}
