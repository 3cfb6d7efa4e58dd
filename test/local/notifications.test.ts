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
import { inHours, initiateMarked, notifications, runSchedule } from '#test/trouble';

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

test('§5 row 1, 3: five copies of one webhook at once are one payment, one number, one mail', async () => {
  const customer = aBuyer();
  const { payment, mark } = await initiateMarked({ customer });
  await notifications(mark, 'duplicate', { copies: 5, concurrent: true, times: 5 });
  await press(payment, 'pay');
  await expectOnePaymentOneInvoiceOneMail(payment, customer.email);
});

test('§5 row 1: the same event sent again later changes nothing', async () => {
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

test('§5 row 2, 4: notifications in the wrong order end in the same state', async () => {
  const customer = aBuyer();
  const { payment, mark } = await initiateMarked({ customer });
  await notifications(mark, 'reorder', { times: 3 });
  await press(payment, 'pay');
  await expectOnePaymentOneInvoiceOneMail(payment, customer.email);
});

test('§5 row 6: the notification never comes, the returning browser settles the payment', async () => {
  const customer = aBuyer();
  const { payment, mark } = await initiateMarked({ customer });
  await notifications(mark, 'lose', { times: 20 });
  const back = await press(payment, 'pay');
  const landed = await fetch(back.headers.get('location')!, { redirect: 'manual' });
  expect(landed.status).toBe(303);
  expect(landed.headers.get('location')).toContain(`/result?payment=${payment.id}`);
  await expectOnePaymentOneInvoiceOneMail(payment, customer.email);
});

test('§5 row 6: neither notification nor browser comes, the buyer’s poll settles the payment', async () => {
  const paid = await initiateMarked();
  const closed = await initiateMarked();
  await notifications(paid.mark, 'lose', { times: 20 });
  await notifications(closed.mark, 'lose', { times: 20 });
  await press(paid.payment, 'pay');
  await closeAtStripe(closed.mark);
  await settledAs(paid.payment.id, 'completed');
  await settledAs(closed.payment.id, 'expired');
}, 60_000);

test('a checkout that Stripe has closed is found closed when the browser comes back', async () => {
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

test('§5 row 11: nothing comes at all, the last question before expiry finds the money', async () => {
  const customer = aBuyer();
  const { payment, mark } = await initiateMarked({ customer });
  await notifications(mark, 'lose', { times: 20 });
  await press(payment, 'pay');
  await runSchedule('reconcile-payments', inHours(2));
  await expectOnePaymentOneInvoiceOneMail(payment, customer.email);
});

test('§5 row 8: another amount than asked is for a person to look at, and no invoice is issued', async () => {
  const { payment, mark } = await initiateMarked();
  await stripe('POST', '/_sim/faults', { on: 'payment', metadata: mark, fault: 'wrongAmount' });
  await press(payment, 'pay');
  await settledAs(payment.id, 'review');
  await quiet();
  expect((await settledAs(payment.id, 'review')).invoice).toBeNull();
});

test('§5 row 9: another currency than asked is for a person to look at', async () => {
  const { payment, mark } = await initiateMarked();
  await stripe('POST', '/_sim/faults', { on: 'payment', metadata: mark, fault: 'wrongCurrency' });
  await press(payment, 'pay');
  await settledAs(payment.id, 'review');
});

test('§5 row 22: a declined card is no end, the next one pays', async () => {
  const payment = await initiate();
  await press(payment, 'decline');
  await quiet();
  expect((await settledAs(payment.id, 'pending')).status).toBe('pending');
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
});

test('§5 row 21: a delayed method is processing until the money comes', async () => {
  const { payment } = await initiateMarked();
  await press(payment, 'later');
  await settledAs(payment.id, 'processing');
  const session = payment.action.url.split('/').at(-1);
  await stripe('POST', `/_sim/checkout/sessions/${session}/settle`, { outcome: 'pay' });
  await settledAs(payment.id, 'completed');
});

test('§5 row 21: a delayed method that fails ends the payment, and nothing is invoiced', async () => {
  const { payment } = await initiateMarked();
  await press(payment, 'later');
  await settledAs(payment.id, 'processing');
  const session = payment.action.url.split('/').at(-1);
  await stripe('POST', `/_sim/checkout/sessions/${session}/settle`, { outcome: 'decline' });
  const failed = await settledAs(payment.id, 'failed');
  expect(failed.invoice).toBeNull();
});

test('a message that nobody understands ends in dead letters and holds up nobody', async () => {
  const before = await deadLetters('settle-payment');
  expect(await poison()).toBe(200);
  const payment = await initiate();
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  await eventually(async () => (await deadLetters('settle-payment')) > before, {
    what: 'the poison message is no dead letter',
  });
}, 60_000);

async function deadLetters(queue: string): Promise<number> {
  const queues = await control('GET', '/queues');
  return queues.find(({ name }: { name: string }) => name === queue).deadLetters.visible;
}
