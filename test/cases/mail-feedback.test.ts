import {
  anAddress,
  control,
  eventually,
  initiate,
  invoiced,
  type Json,
  mails,
  press,
} from '#test/cloud';

const paidBy = async (email: string): Promise<Json> => {
  const payment = await initiate({ customer: { email, name: 'Awa Diop' } });
  await press(payment, 'pay');
  return invoiced(payment.id);
};

/** The mail to the shop leaves together with the buyer's. */
const shopIsTold = (payment: Json) =>
  eventually(async () => (await mails({ about: payment.invoice.number })).length > 0);

const notedSince = async (since: string): Promise<number> =>
  (await control('GET', '/invocations')).filter(
    (run: Json) =>
      run.function === 'messages/note-mail-event' &&
      run.startedAt > since &&
      run.error === undefined,
  ).length;

test('a mailbox that bounces gets no second mail; one that SES’s simulator bounces by itself neither', async () => {
  const email = anAddress();
  await paidBy(email);
  await eventually(async () => (await mails({ to: email })).length === 1);
  const before = new Date().toISOString();
  const path = `/mails/${encodeURIComponent(email)}`;
  expect(await control('POST', `${path}/bounce`)).toMatchObject({ told: 1 });
  await eventually(async () => (await notedSince(before)) > 0);
  await shopIsTold(await paidBy(email));
  expect(await mails({ to: email })).toHaveLength(1);
});
