import { getPayment, settledAs } from '#test/cloud';
import { comeBack } from '#test/sales';
import { charges, eachShop, open } from '#test/shops';

eachShop((shop, row) => {
  /** The buyer has confirmed, and the money is not there yet. */
  async function onItsWay() {
    const sale = await open(shop);
    await shop.press(sale.payment, 'later');
    const waiting = await comeBack(sale);
    expect(['pending', 'processing']).toContain(waiting.status);
    expect(await charges(sale)).toEqual([]);
    return sale;
  }

  row(21, 'a processing payment is not invoiced until the money arrives', async () => {
    const sale = await onItsWay();
    expect((await getPayment(sale.payment.id)).invoice).toBeNull();
    await shop.settleLater(sale.payment, 'pay');
    await settledAs(sale.payment.id, 'completed');
    expect(await charges(sale)).toHaveLength(1);
  });

  row(21, 'a processing payment that fails is not a sale', async () => {
    const sale = await onItsWay();
    await shop.settleLater(sale.payment, 'decline');
    const { status } = await comeBack(sale);
    // A declined card in the app's sheet is no end: another one may follow.
    const expected = shop.name === 'stripe sheet' ? ['processing', 'pending'] : ['failed'];
    expect(expected).toContain(status);
    expect(await getPayment(sale.payment.id)).toMatchObject({ status, invoice: null });
    expect(await charges(sale)).toEqual([]);
  });

  row(22, 'a buyer whose first attempt is declined can still pay: that counts once', async () => {
    const sale = await open(shop);
    await shop.press(sale.payment, 'decline');
    const { status } = await comeBack(sale);
    const isFinal = ['cinetpay', 'external'].includes(shop.provider);
    expect(status).toBe(isFinal ? 'failed' : 'pending');
    if (isFinal) await shop.settleLater(sale.payment, 'pay');
    else await shop.press(sale.payment, 'pay');
    await settledAs(sale.payment.id, 'completed');
    expect(await charges(sale)).toHaveLength(1);
  });
});
