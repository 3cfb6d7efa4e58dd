import type { Payment } from '#domain/payments/payment';
import type { TheWorld } from './payment-provider.ts';
import {
  anOpenPayment,
  aPaidPayment,
  breakDown,
  moneyTaken,
  nobodyKnows,
  stateOf,
} from './provider-steps.ts';
import { type Promises, press } from './provider-world.ts';

/** What every adapter promises when a payment is closed by the shop. */
export function describeCancelling(the: TheWorld, { isClosedByCancel }: Promises): void {
  test('an open checkout is cancelled, once or twice', async () => {
    const payment = await anOpenPayment(the());
    const closing: Payment = { ...payment, closing: 'cancelled' };
    expect(await the().provider.cancel(closing)).toEqual({ kind: 'cancelled' });
    expect(await the().provider.cancel(closing)).toEqual({ kind: 'cancelled' });
  });

  test('a payment that was never opened is cancelled', async () => {
    expect(await the().provider.cancel(the().newPayment())).toEqual({ kind: 'cancelled' });
  });

  test('a paid payment cannot be cancelled', async () => {
    const payment = { ...(await aPaidPayment(the())), status: 'pending' as const };
    expect(await the().provider.cancel(payment)).toEqual({ kind: 'already_final' });
  });

  if (isClosedByCancel)
    test('nobody is charged for a cancelled payment', async () => {
      const payment: Payment = { ...(await anOpenPayment(the())), closing: 'cancelled' };
      await the().provider.cancel(payment);
      await press(payment, 'pay');
      const cancelled: Payment = { ...payment, status: 'cancelled' };
      expect(await stateOf(the(), cancelled)).not.toBe('paid');
      expect(await moneyTaken(the(), payment)).toEqual([]);
    });
  else
    test('money that arrives for a cancelled payment is noticed', async () => {
      const payment: Payment = { ...(await anOpenPayment(the())), closing: 'cancelled' };
      await the().provider.cancel(payment);
      await press(payment, 'pay');
      expect(await stateOf(the(), { ...payment, status: 'cancelled' })).toBe('paid');
    });

  test.each(['500', '429'] as const)('after %s the outcome is unknown', async (trouble) => {
    const payment = await anOpenPayment(the());
    await breakDown(the(), 'cancel', trouble);
    expect(await the().provider.cancel(payment)).toEqual(nobodyKnows);
  });
}
