import type { OutgoingMail } from '#domain/messages/mail-sender';
import {
  type NotifyOfPaymentDeps,
  notifyOfPayment,
  type PaymentFact,
} from '#domain/messages/notify-of-payment';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { Refund, RefundStatus } from '#domain/refunds/refund';
import { SettableClock } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { sendingWith } from '#test/messages';
import { aCompletedPayment, anEvent } from '#test/payments';
import type { Fact } from '#vocabulary/events';
import { jobs } from '../../../../lib/jobs.ts';

const payment = aCompletedPayment();

const aRefund = (status: RefundStatus): Refund => ({
  id: 'ref_1',
  paymentId: payment.id,
  amount: money(20_000, 'EUR'),
  reason: 'requested_by_customer',
  status,
  requestedBy: 'key_shop',
  createdAt: '2026-11-21T11:00:00.000Z',
  updatedAt: '2026-11-21T11:00:00.000Z',
});

/** Letters that say no more than what they are and to whom. */
const aLetter = (to: string, subject: string, { id }: { id: string }): OutgoingMail => ({
  from: 'bonjour@shop.example',
  to,
  subject,
  html: subject,
  text: subject,
  messageId: `<${id}.${to}@shop.example>`,
  date: new Date('2026-11-21T11:01:00.000Z'),
});

async function setup(status: RefundStatus = 'succeeded', changes: Partial<Payment> = {}) {
  const payments = new MemoryPaymentStore();
  await payments.createOrGet({ ...payment, ...changes });
  const refunds = new MemoryRefundStore(payments);
  refunds.rows.set('ref_1', aRefund(status));
  const sent: OutgoingMail[] = [];
  const refusing = new Set<string>();
  const deps: NotifyOfPaymentDeps = {
    refunds,
    ...sendingWith(new SettableClock().now),
    mails: {
      async send(mail) {
        if (refusing.has(mail.to)) throw new Error('mailbox is full');
        sent.push(mail);
      },
    },
    letters: {
      refundConfirmed: async ({ event }) => aLetter('buyer', 'refund_confirmed', event),
      alert: async (alert, { event }) => aLetter('admin', alert, event),
    },
  };
  return { deps, refusing, told: () => sent.map(({ to, subject }) => `${to} ${subject}`).sort() };
}

const news = (type: PaymentFact, data: Record<string, string> = {}) =>
  ({ ...anEvent(), type, data: { paymentId: payment.id, ...data } }) as Fact<PaymentFact>;

const refund = { refundId: 'ref_1' };

/** Money that came with the wrong amount has no invoice; a paid one's credit note tells of its refund. */
const review: Partial<Payment> = { status: 'review' };

const whoIsTold: [PaymentFact, Record<string, string>, RefundStatus, string[]][] = [
  ['payment.refunded', refund, 'succeeded', []],
  ['refund.failed', refund, 'failed', ['admin refund_failed']],
  ['refund.task_opened', refund, 'manual', ['admin refund_task']],
  ['payment.disputed', { dispute: 'open' }, 'succeeded', ['admin dispute_open']],
  ['payment.dispute_closed', { dispute: 'won' }, 'succeeded', ['admin dispute_won']],
  ['payment.dispute_closed', { dispute: 'lost' }, 'succeeded', ['admin dispute_lost']],
  ['payment.dispute_closed', { dispute: 'none' }, 'succeeded', ['admin dispute_none']],
  ['payment.review', {}, 'succeeded', ['admin review']],
  ['payment.duplicate', {}, 'succeeded', ['admin duplicate']],
  ['payment.duplicate', refund, 'manual', ['admin duplicate']],
  ['order.paid_late', { orderId: 'ord_1' }, 'succeeded', ['admin paid_late']],
  ['order.files_lacking', { orderId: 'ord_1' }, 'succeeded', ['admin files_lacking']],
];

test.each(whoIsTold)('%s %j (refund %s) is sent to: %j', async (type, data, status, expected) => {
  const { deps, told } = await setup(status);
  await notifyOfPayment(deps, news(type, data));
  expect(told()).toEqual(expected);
});

test.each(whoIsTold)('%s %j is sent once, however often the event is delivered', async (...row) => {
  const [type, data, status, expected] = row;
  const { deps, told } = await setup(status);
  for (const _ of [1, 2, 3]) await notifyOfPayment(deps, news(type, data));
  expect(told()).toEqual(expected);
});

test('an inquiry of the bank is called an inquiry: nothing is withheld', async () => {
  const { deps, told } = await setup('succeeded', { amountDisputed: money(0, 'EUR') });
  await notifyOfPayment(deps, news('payment.disputed', { dispute: 'open' }));
  expect(told()).toEqual(['admin dispute_warning']);
});

test('a refund of money that never had an invoice is told at once, to buyer and admin', async () => {
  const { deps, told } = await setup('succeeded', review);
  for (const _ of [1, 2, 3]) await notifyOfPayment(deps, news('payment.refunded', refund));
  expect(told()).toEqual(['admin refund_made', 'buyer refund_confirmed']);
});

test('every event about a payment in the queue has mails', () => {
  const ofInvoices = ['issued', 'paid', 'rejected', 'reminded', 'resent'];
  const documents = [...ofInvoices.map((type) => `invoice.${type}`), 'refund.repeated'];
  const types = new Set([...documents, ...whoIsTold.map(([type]) => type)]);
  const taken = jobs['send-message'].subscribesTo.filter((type) =>
    /^(payment|refund|invoice|order)\./.test(type),
  );
  expect([...types].sort()).toEqual([...taken].sort());
});

test('if the admin’s mailbox refuses, the buyer has the confirmation and gets no second one', async () => {
  const { deps, refusing, told } = await setup('succeeded', review);
  refusing.add('admin');
  const event = news('payment.refunded', refund);
  await expect(notifyOfPayment(deps, event)).rejects.toThrow('mailbox is full');
  refusing.clear();
  await notifyOfPayment(deps, event);
  expect(told()).toEqual(['admin refund_made', 'buyer refund_confirmed']);
});

describe('an event that is no longer true', () => {
  test.each([
    ['the admin does not give by hand what has been given', 'refund.task_opened', 'succeeded'],
    ['the admin does not give by hand what was called off', 'refund.task_opened', 'failed'],
    ['the buyer is not promised money that has come back', 'payment.refunded', 'failed'],
  ] as const)('%s', async (_, type, status) => {
    const { deps, told } = await setup(status, review);
    expect(await notifyOfPayment(deps, news(type, refund))).toEqual({ receivers: [] });
    expect(told()).toEqual([]);
  });
});

describe('an invalid event is a fault and is retried, and no mail is sent', () => {
  test.each<[string, Fact<PaymentFact>]>([
    ['a fact without letters', news('payment.expired' as PaymentFact)],
    ['a name that every object has', news('constructor' as PaymentFact)],
    ['a payment that is not stored', news('payment.review', { paymentId: 'pay_nobody' })],
    ['no payment', { ...news('payment.review'), data: {} } as Fact<PaymentFact>],
    ['a refund that is not stored', news('payment.refunded', { refundId: 'ref_nobody' })],
    ['a refund that is missing', news('refund.failed')],
    ['a dispute closed without an outcome', news('payment.dispute_closed')],
    ['a dispute closed as open', news('payment.dispute_closed', { dispute: 'open' })],
  ])('%s', async (_, event) => {
    const { deps, told } = await setup();
    await expect(notifyOfPayment(deps, event)).rejects.toThrow(Error);
    expect(told()).toEqual([]);
  });
});
