import { jest } from '@jest/globals';
import { viewInitiated, viewWarned } from '#contract/payment-view';
import { initiatedPayment } from '#contract/payments';
import { warningsOf } from '#domain/payments/payment-warnings';
import { aPayment } from '#test/payments';

const processing = async (invoiceId: string) =>
  invoiceId === 'inv_1' ? 'pay_on_its_way' : undefined;
const by = (
  kind: 'link' | 'member' | 'staff' | 'server',
  invoiceId: string | undefined = 'inv_1',
) => aPayment({ invoiceId, initiator: { kind, isCustomer: false } });

test('whoever pays an invoice whose money is on its way is warned, and may pay all the same', async () => {
  const payment = by('member');
  const warnings = await warningsOf({ processing }, payment);
  expect(warnings).toEqual([{ code: 'payment_processing', paymentId: 'pay_on_its_way' }]);
  const answer = viewInitiated(viewWarned(payment, warnings), payment, 'ct_1');
  expect(answer).toEqual(initiatedPayment.parse(answer));
  expect(answer.action).not.toBeNull();
  expect(answer.warnings).toMatchObject([{ detail: expect.stringContaining('paid twice') }]);
});

test('the holder of a link learns that there is such a payment, and not which', async () => {
  expect(await warningsOf({ processing }, by('link'))).toEqual([{ code: 'payment_processing' }]);
});

test('nobody is warned of their own payment, nor of an invoice without another one', async () => {
  expect(await warningsOf({ processing }, { ...by('link'), id: 'pay_on_its_way' })).toEqual([]);
  const payment = by('staff', 'inv_2');
  const warnings = await warningsOf({ processing }, payment);
  expect(viewWarned(payment, warnings)).not.toHaveProperty('warnings');
});

test('a payment of anything else costs no look', async () => {
  const look = jest.fn(processing);
  const { invoiceId: _, ...other } = by('server');
  expect(await warningsOf({ processing: look }, other)).toEqual([]);
  expect(look).not.toHaveBeenCalled();
});
