import { eventually, settledAs } from '#test/cloud';
import { storedStatus } from '#test/problems';
import { comeBack } from '#test/sales';
import { charges, checkouts, deliver, fault, open, paidUnheard, shops, sim } from '#test/shops';
import { inHours, runSchedule } from '#test/trouble';

const shop = shops.find(({ name }) => name === 'paypal')!;

const captures = { method: 'POST', path: '/v2/checkout/orders/' };

test('row 27, paypal: browsers and notifications arrive at once, and the order is captured once', async () => {
  const sale = await open(shop);
  await fault(sale, 'request', { ...captures, fault: 'slow', delayMs: 300 });
  await shop.press(sale.payment, 'pay');
  await Promise.all([comeBack(sale), comeBack(sale), comeBack(sale)]);
  await settledAs(sale.payment.id, 'completed');
  expect(await charges(sale)).toHaveLength(1);
});

test('row 27, paypal: if the order was already captured, its state is read and used', async () => {
  const sale = await paidUnheard(shop);
  const body = shop.bodyOf(sale.event);
  await fault(sale, 'request', { ...captures, fault: 'refuse', issue: 'ORDER_ALREADY_CAPTURED' });
  expect((await comeBack(sale)).status).toBe('pending');
  await fault(sale, 'request', { ...captures, fault: 'actThenReset' });
  expect((await comeBack(sale)).status).toBe('pending');
  await deliver(shop, await shop.sign(body));
  await settledAs(sale.payment.id, 'completed');
  expect(await charges(sale)).toHaveLength(1);
});

test('row 28, paypal: an approved and forgotten order is captured by the next run', async () => {
  const sale = await paidUnheard(shop);
  await eventually(async () => {
    await runSchedule('reconcile-payments', inHours(0.3));
    return (await storedStatus(sale.payment.id)) === 'completed';
  });
  expect(await charges(sale)).toHaveLength(1);
});

test('row 28, paypal: an approval that was not used in time is released: nothing was sold', async () => {
  const sale = await paidUnheard(shop);
  const [order] = await checkouts(sale);
  await sim('paypal', 'POST', `/_sim/orders/${order.id}/expire`);
  expect((await comeBack(sale)).status).toBe('pending');
  await eventually(async () => {
    await runSchedule('reconcile-payments', inHours(4));
    return (await storedStatus(sale.payment.id)) === 'expired';
  });
  expect(await charges(sale)).toEqual([]);
});
