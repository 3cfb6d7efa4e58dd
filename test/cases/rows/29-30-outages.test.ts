import { eventually } from '#test/cloud';
import { storedStatus } from '#test/problems';
import { comeBack } from '#test/sales';
import { charges, deliver, eachShop, fault, paidUnheard, type Sale, sim } from '#test/shops';
import { type AwsFault, awsFault, inHours, runSchedule } from '#test/trouble';

const isCompleted = async ({ payment }: Sale) => (await storedStatus(payment.id)) === 'completed';

/** Rounds of reconciliation, each a while after the one before, until these are paid. */
async function roundsUntilPaid(...sales: Sale[]): Promise<void> {
  let hours = 0.3;
  await eventually(async () => {
    await runSchedule('reconcile-payments', inHours(hours));
    hours += 0.1;
    return (await Promise.all(sales.map(isCompleted))).every(Boolean);
  });
}

/** Does something while a function of ours cannot do its work for this payment. */
async function during(
  { payment }: Sale,
  trouble: Omit<AwsFault, 'match'>,
  act: () => Promise<void>,
): Promise<void> {
  const { end } = await awsFault({ times: 50, ...trouble, match: payment.id.slice(-24) });
  await act().finally(end);
}

eachShop((shop, row) => {
  row(29, 'while it is down or limits requests, the next runs find every payment', async () => {
    const [first, second] = [await paidUnheard(shop), await paidUnheard(shop)];
    await fault(first, 'request', { ...shop.asks, fault: '500', times: 3 });
    await fault(second, 'request', { ...shop.asks, fault: '429', times: 3 });
    await roundsUntilPaid(first, second);
    for (const sale of [first, second]) expect(await charges(sale)).toHaveLength(1);
  });

  if (shop.name === 'paypal' || shop.name === 'cinetpay v1')
    row(29, 'an expired token is replaced, without any effect on callers', async () => {
      const sale = await paidUnheard(shop);
      await sim(shop.provider, 'POST', '/_sim/tokens/expire');
      expect((await comeBack(sale)).status).toBe('completed');
    });

  row(
    30,
    'a notification that cannot be stored is not acknowledged, and is accepted when repeated',
    async () => {
      const sale = await paidUnheard(shop);
      const message = await shop.sign(shop.bodyOf(sale.event));
      const receiver = `webhooks/receive-${shop.provider}-webhook`;
      const trouble = { function: receiver, operation: 'SendMessage', fault: 'failBefore' };
      await during(sale, trouble, async () => {
        const { status, body } = await deliver(shop, message);
        expect([status, body.code]).toEqual([500, 'internal']);
      });
      expect(await storedStatus(sale.payment.id)).toBe('pending');
      expect((await deliver(shop, message)).status).toBe(200);
      await eventually(() => isCompleted(sale));
    },
  );

  row(30, 'a notification is acknowledged before its slow processing', async () => {
    const sale = await paidUnheard(shop);
    const message = await shop.sign(shop.bodyOf(sale.event));
    const slow = { function: 'payments/settle-payment', fault: 'delay', delayMs: 1_000, times: 1 };
    await during(sale, slow, async () => {
      expect((await deliver(shop, message)).status).toBe(200);
      expect(await storedStatus(sale.payment.id)).toBe('pending');
      await eventually(() => isCompleted(sale));
    });
  });
});
