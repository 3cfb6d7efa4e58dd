import { freePlacesForNotes } from '#test/admin-notes';
import {
  control,
  eventually,
  getPayment,
  initiate,
  invoiced,
  mails,
  press,
  settledAs,
  stripe,
} from '#test/cloud';
import { poison, sessionsAbout, stripeAccount } from '#test/stripe-account';
import { initiateMarked, notifications } from '#test/trouble';

// Their notes are looked for one by one.
beforeEach(freePlacesForNotes);

/** Lets stragglers arrive before counting. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 1_500));

async function expectOnePaymentOneInvoiceOneMail(payment: { id: string }, email: string) {
  const { invoice } = await invoiced(payment.id);
  await eventually(async () => (await mails({ to: email })).length > 0);
  await quiet();
  expect(await mails({ to: email })).toHaveLength(1);
  expect(await mails({ to: 'admin@shop.example', about: payment.id })).toHaveLength(1);
  return invoice;
}

const aBuyer = () => ({ email: `buyer-${crypto.randomUUID()}@example.com`, name: 'Moussa Traoré' });

test('the same event sent again later has no effect', async () => {
  const customer = aBuyer();
  const { payment } = await initiateMarked({ customer });
  await press(payment, 'pay');
  const first = await expectOnePaymentOneInvoiceOneMail(payment, customer.email);
  const events = await stripe('GET', '/_sim/events');
  const mine = events.filter((event: object) => JSON.stringify(event).includes(payment.id));
  expect(mine.length).toBeGreaterThan(1);
  for (const event of mine) await stripe('POST', `/_sim/events/${event.id}/send`, { copies: 2 });
  expect(await expectOnePaymentOneInvoiceOneMail(payment, customer.email)).toEqual(first);
});

test('without notification or returning browser, the buyer’s poll settles the payment', async () => {
  const paid = await initiateMarked();
  const closed = await initiateMarked();
  await notifications(paid.mark, 'lose', { times: 20 });
  await notifications(closed.mark, 'lose', { times: 20 });
  await press(paid.payment, 'pay');
  await closeAtStripe(closed.mark);
  await settledAs(paid.payment.id, 'completed');
  await settledAs(closed.payment.id, 'expired');
}, 60_000);

test('a checkout that Stripe has closed is found to be closed when the browser returns', async () => {
  const { payment, mark } = await initiateMarked();
  await notifications(mark, 'lose', { times: 20 });
  const { success_url } = await closeAtStripe(mark);
  await fetch(success_url!, { redirect: 'manual' });
  expect((await getPayment(payment.id)).status).toBe('expired');
});

async function closeAtStripe(mark: object) {
  const [session] = await sessionsAbout((mark as { test: string }).test);
  return stripeAccount.checkout.sessions.expire(session!.id);
}

test('a signed body that cannot be read does not become a dead letter and blocks no other [B11 L10]', async () => {
  const before = await deadLetters('settle-payment');
  expect(await poison()).toBe(200);
  const payment = await initiate();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await quiet();
  expect(await deadLetters('settle-payment')).toBe(before);
}, 60_000);

async function deadLetters(queue: string): Promise<number> {
  const queues = await control('GET', '/queues');
  return queues.find(({ name }: { name: string }) => name === queue).deadLetters.visible;
}
