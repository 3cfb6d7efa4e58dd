import fc from 'fast-check';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { Refund } from '#domain/refunds/refund';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoRefundStore } from '#stores/refund-store';
import { paymentFrom, rowOfPayment } from '#stores/stored-payment';
import { anyCount, anyCurrency, anyInstant, anyLike, anyMoney, anyText } from '#test/any-values';
import { aCompletedPayment } from '#test/payments';
import { describeRows } from '../../contracts/rows.ts';

const now = () => new Date('2026-11-21T12:00:00.000Z');
const payment = aCompletedPayment();

describeRows<Payment>({
  name: 'a payment',
  example: payment,
  any: anyLike(
    payment,
    {
      status: fc.constantFrom('pending', 'processing', 'completed', 'failed', 'review'),
      provider: fc.constantFrom('stripe', 'paypal', 'cinetpay', 'external'),
      dispute: fc.constantFrom(null, 'open', 'won', 'lost'),
      version: anyCount,
    },
    {
      failure: fc.record({ code: anyText, message: anyText }),
      isDuplicate: fc.boolean(),
      paidOtherwise: fc.record({ minor: anyCount, currency: fc.constantFrom('usd', 'KWD', '') }),
    },
  ).chain((one) =>
    fc
      .record({
        currency: anyCurrency,
        minors: fc.tuple(anyCount, anyCount, anyCount, anyCount, anyCount),
      })
      .map(
        ({ currency, minors: [asked, paid, refunded, reserved, disputed] }): Payment => ({
          ...one,
          amount: money(asked, currency),
          ...(one.paidOtherwise
            ? { amountPaid: undefined, paidOtherwise: one.paidOtherwise }
            : { amountPaid: money(paid, currency) }),
          amountRefunded: money(refunded, currency),
          amountReserved: money(reserved, currency),
          amountDisputed: money(disputed, currency),
        }),
      ),
  ),
  write: (table, one) => new DynamoPaymentStore(table, now).createOrGet(one),
  read: (table, { id }) => new DynamoPaymentStore(table, now).find(id),
  sk: 'PAYMENT',
  required: {
    id: '',
    status: 'paid',
    provider: 'bank',
    amount: { minor: 46_800.5, currency: 'EUR' },
    createdAt: 'today',
    expiresAt: null,
    amountRefunded: '0',
    amountReserved: -1,
    refundState: 'some',
    dispute: 'lasting',
    version: '3',
  },
  optional: {
    initiator: { kind: 'admin', isCustomer: true },
    checkAt: 'soon',
    completedAt: '2026-11-21',
    ownerId: '',
    closing: 'closed',
    lines: [{ description: 'Café', quantity: 1, unitAmount: '46800' }],
    discounts: [{ reason: 'Soldes', amount: -500 }],
    amountPaid: { minor: '46800', currency: 'eur' },
    amountDisputed: '46800',
    notificationTokenHash: 'token',
    isDuplicate: 'no',
  },
  form: 'unsaid',
});

test('what a payment pays for lies in its row in the words of the API, as it always has', () => {
  const sold = aCompletedPayment({
    lines: [
      {
        description: 'Café',
        quantity: 2.5,
        unitGrossMinor: 23_400,
        vatRate: 550,
        discount: { reason: 'Fidélité', grossMinor: 400 },
      },
    ],
    discounts: [{ reason: 'Soldes', grossMinor: 500 }],
  });
  const row = rowOfPayment(sold);
  expect(row.lines).toEqual([
    {
      description: 'Café',
      quantity: 2.5,
      unitAmount: 23_400,
      vatRate: 550,
      discount: { reason: 'Fidélité', amount: 400 },
    },
  ]);
  expect(row.discounts).toEqual([{ reason: 'Soldes', amount: 500 }]);
  expect(paymentFrom(row)).toEqual(sold);
});

const refund: Refund = {
  id: 'ref_1',
  paymentId: payment.id,
  amount: money(1_000, 'EUR'),
  reason: 'requested_by_customer',
  status: 'requested',
  requestedBy: 'key_shop',
  createdAt: '2026-11-21T11:00:00.000Z',
  updatedAt: '2026-11-21T11:00:00.000Z',
};

describeRows<Refund>({
  name: 'a refund',
  example: refund,
  any: anyLike(
    refund,
    {
      amount: anyMoney,
      reason: anyText,
      status: fc.constantFrom('requested', 'pending', 'manual', 'succeeded', 'failed'),
      updatedAt: anyInstant,
    },
    {
      noteToBuyer: anyText,
      providerReference: anyText,
      proof: anyText,
      failure: fc.record({ code: anyText, message: anyText }),
    },
  ),
  write: (table, one) => new DynamoRefundStore(table).save({ payment, refund: one }),
  read: async (table) => (await new DynamoRefundStore(table).load(payment.id)).refunds[0],
  sk: 'REFUND#',
  required: {
    id: '',
    paymentId: 7,
    amount: { minor: 1_000, currency: 'USD' },
    status: 'done',
    requestedBy: '',
    createdAt: 'today',
    // A refund is put off from then: only what is written can be read.
    updatedAt: '',
  },
  optional: { providerReference: '', failure: 'no' },
});
