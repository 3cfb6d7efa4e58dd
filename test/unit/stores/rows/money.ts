import fc from 'fast-check';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { OpenPayments } from '#domain/payments/payment-store';
import type { Refund } from '#domain/refunds/refund';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoProviderCustomers } from '#stores/provider-customers';
import { DynamoRefundStore } from '#stores/refund-store';
import type { Table } from '#stores/table';
import {
  anyCount,
  anyCurrency,
  anyHash,
  anyInstant,
  anyLike,
  anyMoney,
  anyText,
} from '#test/any-values';
import { aCompletedPayment, aPayment, paymentIdOf } from '#test/payments';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const now = () => new Date('2026-11-21T12:00:00.000Z');
const payments = (table: Table) => new DynamoPaymentStore(table, now);
const payment = aCompletedPayment({
  lines: [
    {
      description: 'Café',
      quantity: 2,
      unitGrossMinor: 23_400,
      discount: { reason: 'Fidélité', grossMinor: 400 },
    },
  ],
  discounts: [{ reason: 'Soldes', grossMinor: 500 }],
  kind: 'sale',
  deposits: [{ invoiceId: 'inv_deposit', grossMinor: 1_200 }],
  declinedAt: ['2026-11-21T10:01:00.000Z'],
  ended: { failed: '2026-11-21T10:02:00.000Z' },
});
/** Its next version, which a store writes over it. */
const later = { ...payment, version: payment.version + 1 };

const anyPayment = anyLike(
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
);

const anySums = fc.record({
  currency: anyCurrency,
  minors: fc.tuple(anyCount, anyCount, anyCount, anyCount, anyCount),
});

const rowsOfPayments = rowsOf<Payment>({
  name: 'a payment',
  reader: 'stored-payment.ts readRow',
  keys: ['payment'],
  example: payment,
  any: fc.tuple(anyPayment, anySums).map(([one, { currency, minors }]): Payment => {
    const [asked, paid, refunded, reserved, disputed] = minors;
    return {
      ...one,
      amount: money(asked, currency),
      ...(one.paidOtherwise
        ? { amountPaid: undefined, paidOtherwise: one.paidOtherwise }
        : { amountPaid: money(paid, currency) }),
      amountRefunded: money(refunded, currency),
      amountReserved: money(reserved, currency),
      amountDisputed: money(disputed, currency),
    };
  }),
  write: (table, one) => payments(table).createOrGet(one),
  read: (table, { id }) => payments(table).find(id),
  sk: 'PAYMENT',
  required: {
    id: '',
    status: 'paid',
    provider: 'bank',
    amount: { minor: 46_800.5, currency: 'EUR' },
    'initiator.kind': 'admin',
    'initiator.isCustomer': 'yes',
    createdAt: 'today',
    expiresAt: null,
    'lines.0.unitAmount': '23400',
    'lines.0.discount.amount': 0.5,
    'discounts.0.amount': -500,
    'deposits.0.invoiceId': '',
    'deposits.0.grossMinor': -1,
    'amountPaid.minor': '46800',
    'amountPaid.currency': null,
    amountRefunded: '0',
    amountReserved: -1,
    refundState: 'some',
    dispute: 'lasting',
    version: '3',
  },
  optional: {
    initiator: 'admin',
    checkAt: 'soon',
    completedAt: '2026-11-21',
    ownerId: '',
    closing: 'closed',
    lines: 'Café',
    'lines.0.discount': 400,
    discounts: { amount: 500 },
    kind: 'gift',
    deposits: 'inv_deposit',
    amountPaid: 46_800,
    amountDisputed: '46800',
    declinedAt: '2026-11-21T10:01:00.000Z',
    'declinedAt.0': 'soon',
    ended: 'failed',
    'ended.failed': 'yesterday',
    respondedInMs: -1,
    notificationTokenHash: 'token',
    isDuplicate: 'no',
  },
  form: 'unsaid',
});

const refund: Refund = {
  id: 'ref_1',
  paymentId: payment.id,
  amount: money(1_000, 'EUR'),
  reason: 'requested_by_customer',
  status: 'failed',
  requestedBy: 'key_shop',
  createdAt: '2026-11-21T11:00:00.000Z',
  updatedAt: '2026-11-21T11:00:00.000Z',
  failure: { code: 'card_closed', message: 'The card is closed.' },
};

const rowsOfRefunds = rowsOf<Refund>({
  name: 'a refund',
  reader: 'refund-store.ts refundFrom',
  keys: ['refund'],
  example: refund,
  any: anyLike(
    refund,
    {
      amount: anyMoney,
      reason: anyText,
      status: fc.constantFrom('requested', 'pending', 'manual', 'succeeded', 'failed'),
      updatedAt: anyInstant,
    },
    { noteToBuyer: anyText, providerReference: anyText, proof: anyText },
  ),
  async write(table, one) {
    await payments(table).createOrGet(payment);
    await new DynamoRefundStore(table).save({ payment: later, refund: one });
  },
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
    'failure.code': '',
  },
  optional: { providerReference: '', failure: 'no' },
});

/** That a payment has paid for its order. */
const orderClaim = rowsOf<{ paymentId: string }>({
  name: 'a paid order',
  reader: 'stored-payment.ts orderClaimFrom',
  keys: ['orderPaid'],
  example: { paymentId: payment.id },
  any: anyText.map((text) => ({ paymentId: paymentIdOf(text) })),
  async write(table, { paymentId: id }) {
    await payments(table).createOrGet({ ...payment, id });
    await payments(table).save({ payment: { ...later, id }, orderClaim: { order: '42' } });
  },
  async read(table) {
    const payer = await payments(table).findPayerOf('42');
    return payer && { paymentId: payer.id };
  },
  sk: 'PAID',
  pk: 'ORDER#',
  required: { paymentId: '' },
});

const open: OpenPayments = {
  thing: 'inv_1',
  kind: 'link',
  version: 1,
  entries: [{ paymentId: payment.id, wish: 'ab'.repeat(32), namesPayer: false }],
  started: { day: '2026-11-21', count: 1 },
};

const openPayments = rowsOf<OpenPayments>({
  name: 'the open payments of an invoice',
  reader: 'stored-payment.ts openPaymentsFrom',
  keys: ['openPayments'],
  example: open,
  any: fc
    .array(fc.record({ paymentId: anyText, wish: anyHash, namesPayer: fc.boolean() }))
    .map((entries) => ({ ...open, entries })),
  write: (table, list) => payments(table).createListed(aPayment(), list),
  read: (table, { thing, kind }) => payments(table).findOpen({ thing, kind }),
  sk: 'OPEN#',
  required: {
    version: '1',
    entries: 'none',
    'entries.0.paymentId': '',
    'entries.0.wish': 'a wish',
    'entries.0.namesPayer': 'no',
    'started.day': 'today',
    'started.count': 'one',
  },
});

const customerAtProvider = rowsOf<{ reference: string }>({
  name: 'a customer at Stripe',
  reader: 'provider-customers.ts rowFrom',
  keys: ['providerCustomer'],
  example: { reference: 'cus_of_stripe' },
  any: fc.record({ reference: anyText }),
  write: (table, { reference }) => new DynamoProviderCustomers(table).keep('cus_1', reference),
  async read(table) {
    const reference = await new DynamoProviderCustomers(table).find('cus_1');
    return reference === undefined ? undefined : { reference };
  },
  sk: 'AT#stripe',
  required: { reference: '' },
});

export const rowsOfMoney: Rows[] = [
  rowsOfPayments,
  rowsOfRefunds,
  orderClaim,
  openPayments,
  customerAtProvider,
];
