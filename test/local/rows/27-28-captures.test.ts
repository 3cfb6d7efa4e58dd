import { eventually, settledAs } from '#test/cloud';
import { storedStatus } from '#test/problems';
import { comeBack } from '#test/sales';
import { charges, deliver, eachShop, fault, open, paidUnheard, sim } from '#test/shops';
import { inHours, runSchedule } from '#test/trouble';

const orderLifeSeconds = 3 * 60 * 60;

eachShop((shop, row) => {
  const captures = { method: 'POST', path: '/v2/checkout/orders/' };

  row(27, 'browsers and notifications come at once, and the money is taken once', async () => {
    const sale = await open(shop);
    await fault(sale, 'request', { ...captures, fault: 'slow', delayMs: 300 });
    await shop.press(sale.payment, 'pay');
    await Promise.all([comeBack(sale), comeBack(sale), comeBack(sale)]);
    await settledAs(sale.payment.id, 'completed');
    expect(await charges(sale)).toHaveLength(1);
  });

  row(27, 'whoever hears that it was taken already looks, and believes what is there', async () => {
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

  row(28, 'money that was approved and forgotten is taken by the next round', async () => {
    const sale = await paidUnheard(shop);
    await eventually(async () => {
      await runSchedule('reconcile-payments', inHours(0.3));
      return (await storedStatus(sale.payment.id)) === 'completed';
    });
    expect(await charges(sale)).toHaveLength(1);
  });

  row(28, 'an approval that nobody used in time is given back: nothing was sold', async () => {
    const sale = await paidUnheard(shop);
    await sim('paypal', 'POST', '/_sim/clock', { advanceSeconds: orderLifeSeconds + 60 });
    expect((await comeBack(sale)).status).toBe('pending');
    await eventually(async () => {
      await runSchedule('reconcile-payments', inHours(4));
      return (await storedStatus(sale.payment.id)) === 'expired';
    });
    expect(await charges(sale)).toEqual([]);
  });
});
