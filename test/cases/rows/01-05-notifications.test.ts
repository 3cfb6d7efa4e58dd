import { randomUUID } from 'node:crypto';
import { anAddress, eventually, getPayment, invoiced, mails, settledAs } from '#test/cloud';
import { eventsAbout } from '#test/outbox';
import { paymentsAbout, storedStatus } from '#test/problems';
import {
  ask,
  checkouts,
  deliver,
  eachShop,
  fault,
  open,
  paidUnheard,
  type Sale,
  sendAgain,
  told,
  toldOfMoney,
  untilQueuesAreEmpty,
} from '#test/shops';
import { runSchedule } from '#test/trouble';

const email = anAddress;

async function expectOneOfEverything({ payment }: Sale, buyer: string) {
  await settledAs(payment.id, 'completed');
  await invoiced(payment.id);
  await eventually(async () => (await mails({ to: buyer })).length > 0);
  await untilQueuesAreEmpty();
  const events = await eventsAbout(payment);
  expect(events.filter((type) => type === 'payment.completed')).toHaveLength(1);
  expect(await mails({ to: buyer })).toHaveLength(1);
}

eachShop((shop, row) => {
  row(1, 'the same notification five times means one payment, one mail, one event', async () => {
    const buyer = email();
    const sale = await open(shop, { customer: { email: buyer, name: 'Moussa Traoré' } });
    await shop.press(sale.payment, 'pay');
    await settledAs(sale.payment.id, 'completed');
    const { deliveries } = await sendAgain(sale, await toldOfMoney(sale), { copies: 4 });
    expect(deliveries.length).toBeGreaterThanOrEqual(5);
    for (const { status } of deliveries) expect(status).toBe(200);
    await expectOneOfEverything(sale, buyer);
  });

  row(2, 'a different notification of the same fact changes nothing', async () => {
    const sale = await open(shop);
    await shop.press(sale.payment, 'pay');
    await settledAs(sale.payment.id, 'completed');
    const before = await invoiced(sale.payment.id);
    const again = await shop.sign(shop.retell(await toldOfMoney(sale)));
    expect((await deliver(shop, again)).status).toBe(200);
    await untilQueuesAreEmpty();
    expect(await getPayment(sale.payment.id)).toEqual(before);
    const events = await eventsAbout(sale.payment);
    expect(events.filter((type) => type === 'payment.completed')).toHaveLength(1);
  });

  row(3, 'of five copies at once one takes effect, and all are accepted', async () => {
    const buyer = email();
    const sale = await open(shop, { customer: { email: buyer, name: 'Moussa Traoré' } });
    const five = { fault: 'duplicate', copies: 5, concurrent: true, times: 9 };
    await fault(sale, 'notification', five);
    await shop.press(sale.payment, 'pay');
    await expectOneOfEverything(sale, buyer);
    const deliveries = await eventually(async () => {
      const event = await toldOfMoney(sale);
      const isTaken = ({ status }: { status: number | null }) => status === 200;
      return event.deliveries.filter(isTaken).length >= 5 && event.deliveries;
    });
    // A busy machine may answer later than a provider waits; then it comes once more.
    for (const { status } of deliveries) expect([200, null]).toContain(status);
  });

  row(4, 'a notified failure, before or after the success, does not override it', async () => {
    const { event, payment } = await paidUnheard(shop);
    const failure = shop.tellFailure(event);
    expect((await deliver(shop, await shop.sign(failure))).status).toBe(200);
    await settledAs(payment.id, 'completed');
    expect((await deliver(shop, await shop.sign(failure))).status).toBe(200);
    await untilQueuesAreEmpty();
    expect(await storedStatus(payment.id)).toBe('completed');
  });

  row(
    5,
    'a notification that arrives before our checkout is stored still finds its payment',
    async () => {
      const mark = randomUUID();
      await fault({ shop, mark }, 'request', { ...shop.opens, fault: 'actThenReset', times: 3 });
      const reply = await ask(shop, { mark, changes: { description: mark } });
      expect(reply.status).toBe(503);
      const [payment] = await paymentsAbout(mark);
      const sale: Sale = { shop, mark, payment };
      const [checkout] = await checkouts(sale);
      const action = { url: checkout.url, clientSecret: checkout.client_secret };
      await shop.press({ ...payment, action }, 'pay');
      if (shop.name === 'cinetpay v1') await expectToldToComeAgain(sale);
      await eventually(async () => (await storedStatus(payment.id)) === 'completed');
    },
  );
});

/** Nobody kept the token that would prove it: CinetPay shall come again, and is asked meanwhile. */
async function expectToldToComeAgain(sale: Sale) {
  await eventually(async () => {
    const [{ deliveries = [] } = {}] = await told(sale);
    return deliveries[0]?.status === 503;
  });
  expect(await storedStatus(sale.payment.id)).toBe('pending');
  await runSchedule('reconcile-payments', new Date(Date.now() + 120_000));
}
