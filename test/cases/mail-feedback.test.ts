import { randomUUID } from 'node:crypto';
import { as, type Headers } from '#test/callers';
import {
  anAddress,
  control,
  eventually,
  initiate,
  invoiced,
  type Json,
  mails,
  press,
  signIn,
} from '#test/cloud';

const paidBy = async (email: string): Promise<Json> => {
  const payment = await initiate({ customer: { email, name: 'Awa Diop' } });
  await press(payment, 'pay');
  return invoiced(payment.id);
};

/** The one mail to the buyer about a payment, once it has this state. */
const buyersMail = (by: Headers, query: string, state: string): Promise<Json> =>
  eventually(
    async () => {
      const { body } = await as(by, 'GET', `/v1/admin/messages?${query}`);
      const all = body.data.flatMap((message: Json) => message.mails);
      return all.find((mail: Json) => mail.recipient === 'buyer' && mail.state === state);
    },
    { what: `no mail is ${state}` },
  );

const meets = (email: string, fate: string) =>
  control('POST', `/mails/${encodeURIComponent(email)}/${fate}`);

describe('a mailbox that bounces', () => {
  const email = anAddress();
  const shop = (async () => {
    const finance = await signIn({ role: 'finance' });
    const payment = await paidBy(email);
    await buyersMail(finance, `paymentId=${payment.id}`, 'delivered');
    return { finance, payment };
  })();

  test('a mail is delivered, then bounces; finance finds it by payment, by invoice, and among what did not arrive', async () => {
    const { finance, payment } = await shop;
    for (const fate of ['bounce', 'bounce', 'deliver']) await meets(email, fate);
    const mail = await buyersMail(finance, `invoiceId=${payment.invoice.id}`, 'bounced');
    expect(mail.to).not.toContain(email.split('@')[0]);
    expect(await buyersMail(finance, 'state=bounced', 'bounced')).toEqual(mail);
  });

  test('gets no second mail, and no mail again, until somebody says that it works', async () => {
    const { finance } = await shop;
    const later = await paidBy(email);
    const held = await buyersMail(finance, `paymentId=${later.id}`, 'suppressed');
    expect(await mails({ to: email })).toHaveLength(1);
    const path = `/v1/admin/messages/${held.id}/resend`;
    expect((await as(finance, 'POST', path)).body.code).toBe('mailbox_suppressed');
    const once = { ...finance, 'idempotency-key': randomUUID() };
    for (const _again of [1, 2])
      expect((await as(once, 'POST', path, { liftSuppression: true })).status).toBe(202);
    await eventually(async () => (await mails({ to: email })).length === 2);
    expect((await as(finance, 'POST', path)).status).toBe(202);
    await eventually(async () => (await mails({ to: email })).length === 3);
  });
});

test('SES’s simulator bounces and complains by itself', async () => {
  const finance = await signIn({ role: 'finance' });
  for (const [address, state] of [
    ['bounce', 'bounced'],
    ['complaint', 'complained'],
  ]) {
    const { id } = await paidBy(`${address}@simulator.amazonses.com`);
    const stateOfFirst = await eventually(async () => {
      const { body } = await as(finance, 'GET', `/v1/admin/messages?paymentId=${id}`);
      const found = body.data[0]?.mails.find(({ recipient }: Json) => recipient === 'buyer');
      return ['bounced', 'complained', 'suppressed'].includes(found?.state) && found.state;
    });
    // Another test may have paid with it before.
    expect([state, 'suppressed']).toContain(stateOfFirst);
  }
});
