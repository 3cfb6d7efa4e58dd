import { eventually } from '#test/cloud';
import { storedStatus } from '#test/problems';
import { comeBack } from '#test/sales';
import {
  deliver,
  eachShop,
  fault,
  lose,
  open,
  paidUnheard,
  type Shop,
  type Told,
} from '#test/shops';

/** The same news in words that nobody knows yet. */
function inNewWords({ provider, bodyOf }: Shop, event: Told): string {
  const body = bodyOf(event);
  return provider === 'cinetpay' && !body.startsWith('{')
    ? body.replace(/cpm_error_message=[^&]*/, 'cpm_error_message=TOMORROW&cpm_new_field=1')
    : JSON.stringify({ ...JSON.parse(body), new_field: { of: ['tomorrow'] }, status: 'TOMORROW' });
}

/** An event of a kind that did not exist when this was written. */
const ofNewType = ({ bodyOf }: Shop, event: Told): string =>
  bodyOf(event).replaceAll(event.type, 'payment.teleported').replaceAll(event.id, `${event.id}9`);

eachShop((shop, row) => {
  row(31, 'a notification with unknown fields is understood as far as possible', async () => {
    const sale = await paidUnheard(shop);
    const { status } = await deliver(shop, await shop.sign(inNewWords(shop, sale.event)));
    expect(status).toBe(200);
    await eventually(async () => (await storedStatus(sale.payment.id)) === 'completed');
  });

  if (shop.provider !== 'cinetpay')
    row(31, 'a notification of an unknown kind is accepted and changes nothing', async () => {
      const sale = await paidUnheard(shop);
      const { status } = await deliver(shop, await shop.sign(ofNewType(shop, sale.event)));
      expect(status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await storedStatus(sale.payment.id)).toBe('pending');
    });

  row(
    31,
    'an unknown status is neither a failure nor a payment: the next answer counts',
    async () => {
      const paid = await paidUnheard(shop);
      await fault(paid, 'request', { ...shop.asks, fault: 'newStatus' });
      expect(['pending', 'processing']).toContain((await comeBack(paid)).status);
      expect((await comeBack(paid)).status).toBe('completed');
      const declined = await open(shop);
      await lose(declined);
      await shop.press(declined.payment, 'decline');
      await fault(declined, 'request', { ...shop.asks, fault: 'newStatus' });
      expect(['pending', 'processing']).toContain((await comeBack(declined)).status);
    },
  );
});
