import { WebhookRejectedError } from '#domain/inbox/unproven-notification';
import type { Payment } from '#domain/payments/payment';
import { eventually } from '#test/eventually';
import type { TheWorld } from './payment-provider.ts';
import { anOpenPayment } from './provider-steps.ts';
import { control, type Delivery, type ProviderWorld, press } from './provider-world.ts';

/** What every adapter promises of the messages that a provider sends. */
export function describeNotifications(the: TheWorld): void {
  test('a paid payment is reported by a genuine notification that names it', async () => {
    const payment = await anOpenPayment(the());
    await pay(the(), payment);
    const delivery = await deliveryAbout(the(), payment);
    await the().verify(delivery, payment);
    const { reference, ...parsed } = the().parse(delivery);
    expect(parsed).toMatchObject({
      eventId: expect.stringMatching(/./),
      eventType: expect.stringMatching(/./),
      occurredAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]+Z$/),
      concerns: 'payment',
      paymentId: payment.id,
    });
    expect(the().parse(delivery).eventId).toBe(parsed.eventId);
  });

  test('the reference in the notification is enough to find the money', async () => {
    const payment = await anOpenPayment(the());
    await pay(the(), payment);
    const { reference } = the().parse(await deliveryAbout(the(), payment));
    expect(await the().provider.status(payment, reference)).toMatchObject({
      kind: 'known',
      now: { state: 'paid' },
    });
  });

  test('a forged notification is refused', async () => {
    const payment = await anOpenPayment(the());
    await control(the(), 'POST', '/faults', {
      on: 'notification',
      fault: 'wrongSecret',
      times: 100,
    });
    await pay(the(), payment);
    const delivery = await deliveryAbout(the(), payment);
    expect(await isRefused(the(), delivery, payment)).toBe(true);
  });

  test('a genuine notification is refused if any part of it was changed', async () => {
    const payment = await anOpenPayment(the());
    await pay(the(), payment);
    const altered = the().altered(await deliveryAbout(the(), payment));
    expect(altered).not.toEqual([]);
    for (const delivery of altered) expect(await isRefused(the(), delivery, payment)).toBe(true);
  });

  test('an empty message is refused', async () => {
    const payment = await anOpenPayment(the());
    const empty = { headers: {}, rawBody: new Uint8Array() };
    expect(await isRefused(the(), empty, payment)).toBe(true);
  });
}

/** Some providers tell of the money only once the adapter has asked for it. */
async function pay({ provider }: ProviderWorld, payment: Payment): Promise<void> {
  await press(payment, 'pay');
  await provider.status(payment);
}

const deliveryAbout = (world: ProviderWorld, { id }: Payment): Promise<Delivery> =>
  eventually(() =>
    world.received.find((delivery) => {
      const { concerns, paymentId } = world.parse(delivery);
      return concerns === 'payment' && paymentId === id;
    }),
  );

/** Anything that is thrown beside a refusal is a bug, and fails the test. */
async function isRefused(
  world: ProviderWorld,
  delivery: Delivery,
  payment: Payment,
): Promise<boolean> {
  try {
    await world.verify(delivery, payment);
    return false;
  } catch (error) {
    if (error instanceof WebhookRejectedError) return true;
    throw error;
  }
}
