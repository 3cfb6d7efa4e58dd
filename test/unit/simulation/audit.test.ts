import { capturedEntry, refundedEntry } from '#domain/ledger/ledger-entry';
import { money } from '#domain/money';
import { aPayment } from '#test/payments';
import { audit } from '../../simulation/books/audit.ts';
import type { Books, StoredPayment } from '../../simulation/books/books.ts';

const day = '2026-11-21T10:00:00.000Z';

type Refund = StoredPayment['refunds'][number];

const aRefund = (changes: Partial<Refund> = {}): Refund => ({
  id: 'ref_1',
  paymentId: 'pay_refunded',
  amount: { minor: 300, currency: 'EUR' },
  reason: 'requested_by_customer',
  status: 'succeeded',
  requestedBy: 'key_1',
  createdAt: day,
  updatedAt: day,
  providerReference: 're_1',
  ...changes,
});

function paid(id: string, changes: Partial<StoredPayment['payment']> = {}): StoredPayment {
  const payment = aPayment({
    id,
    status: 'completed',
    amount: { minor: 1_000, currency: 'EUR' },
    amountPaid: money(1_000, 'EUR'),
    completedAt: day,
    orderId: undefined,
    ...changes,
  });
  return { payment, refunds: [], ledger: [capturedEntry(payment, day)], credited: [] };
}

/** Six payments: one plainly paid, one refunded, two for one order, one in review, one expired. */
function goodBooks(): Books {
  const refunded = paid('pay_refunded', {
    amountRefunded: money(300, 'EUR'),
    amountReserved: money(300, 'EUR'),
    refundState: 'partial',
  });
  refunded.refunds = [aRefund(), aRefund({ id: 'ref_2', status: 'failed' })];
  refunded.credited = ['ref_1'];
  refunded.creditNotesShown = ['AV-2026-000001'];
  refunded.ledger.push(refundedEntry(refunded.payment, refunded.refunds[0]!));
  const twin = paid('pay_twin', {
    orderId: 'order-1',
    isDuplicate: true,
    amountReserved: money(1_000, 'EUR'),
  });
  const amount = { minor: 1_000, currency: 'EUR' } as const;
  twin.refunds = [aRefund({ amount, status: 'manual', reason: 'duplicate_payment' })];
  const amountPaid = money(500, 'EUR');
  const stored: StoredPayment[] = [
    paid('pay_paid'),
    refunded,
    paid('pay_first', { orderId: 'order-1' }),
    twin,
    paid('pay_review', { status: 'review', amountPaid }),
    { ...paid('pay_expired', { status: 'expired', amountPaid: undefined }), ledger: [] },
  ];
  const completed = stored.filter(({ payment }) => payment.status === 'completed');
  const taken = stored.filter(({ payment }) => payment.amountPaid);
  return {
    charges: taken.map(({ payment: { id, amountPaid: sum, amountRefunded } }) => ({
      provider: 'stripe',
      id: `ch_${id}`,
      paymentId: id,
      minor: sum!.minor,
      currency: 'EUR',
      refunded: amountRefunded.minor,
      held: sum!.minor - amountRefunded.minor,
    })),
    listed: stored.map(({ payment }) => ({
      id: payment.id,
      status: payment.status,
      amount: payment.amount.minor,
      currency: 'EUR',
      amountRefunded: payment.amountRefunded.minor,
      dispute: payment.dispute,
    })),
    stored: stored.map((one) => {
      const place = completed.indexOf(one);
      return place < 0 ? one : { ...one, invoiceShown: `FA-2026-00000${place + 1}` };
    }),
    invoices: completed.map(({ payment }, index) => ({
      paymentId: payment.id,
      number: `FA-2026-00000${index + 1}`,
      minor: 1_000,
      vatGroups: [{ vatRate: 2000, netMinor: 833, vatMinor: 167 }],
    })),
    creditNotes: [
      {
        paymentId: 'pay_refunded',
        number: 'AV-2026-000001',
        minor: 300,
        parts: [{ netMinor: 250, vatMinor: 50 }],
      },
    ],
    documents: [],
    series: [
      { name: 'FA-2026', last: completed.length },
      { name: 'AV-2026', last: 1 },
    ],
    ordersPaid: [{ order: 'order-1', paymentId: 'pay_first' }],
    deadLetters: [{ queue: 'settle-payment', count: 0 }],
    due: 0,
    given: stored.map(({ payment: { id, amountPaid: sum } }) => ({
      paymentId: id,
      dispute: null,
      isCharged: sum !== undefined,
    })),
  };
}

const find = (books: Books, id: string) =>
  books.stored.find(({ payment }) => payment.id === `pay_${id}`)!;

const chargeOf = (books: Books, id: string) =>
  books.charges.find(({ paymentId }) => paymentId === `pay_${id}`)!;

const remove = <Item>(items: Item[], isMeant: (item: Item) => boolean) =>
  void items.splice(items.findIndex(isMeant), 1);

test('correct books give no findings', () => {
  expect(audit(goodBooks())).toEqual([]);
});

test('a refund may wait for the end of a dispute', () => {
  const books = goodBooks();
  const { payment, refunds } = find(books, 'paid');
  refunds.push(aRefund({ paymentId: payment.id, status: 'requested' }));
  payment.amountReserved = money(300, 'EUR');
  books.due = 1;
  for (const known of [payment, ...listedAs(books, payment.id)]) known.dispute = 'open';
  expect(audit(books)).toEqual([]);
  books.due = 2;
  expect(audit(books)).toHaveLength(1);
});

const listedAs = ({ listed, given }: Books, id: string) => [
  listed.find((one) => one.id === id)!,
  given.find((one) => one.paymentId === id)!,
];

type Break = [promise: string, spoil: (books: Books) => void, found: RegExp];

const breaks: Break[] = [
  [
    'a refund without a credit note',
    (books) => {
      find(books, 'refunded').credited = [];
    },
    /ref_1 has no credit note/,
  ],
  [
    'a credit note of another amount',
    (books) => {
      books.creditNotes[0]!.minor = 299;
    },
    /is credited 299, and 300 went back/,
  ],
  [
    'a credit note beyond its invoice in one VAT group',
    (books) => {
      books.creditNotes[0]!.parts = [{ netMinor: 100, vatMinor: 200 }];
    },
    /is credited 33 too much at 2000/,
  ],
  [
    'a credit note that the API does not show',
    (books) => {
      find(books, 'refunded').creditNotesShown = [];
    },
    /has credit notes AV-2026-000001, and shows/,
  ],
  [
    'a number of credit notes that nothing has',
    (books) => {
      books.series[1]!.last = 2;
    },
    /AV-2026 counts 2 and has 1 documents/,
  ],
  [
    'a charge without a payment',
    (books) => books.charges.push({ ...chargeOf(books, 'paid'), paymentId: 'pay_nobody' }),
    /has no payment/,
  ],
  [
    'a charge that names no payment',
    (books) => books.charges.push({ ...chargeOf(books, 'paid'), paymentId: undefined }),
    /has no payment/,
  ],
  [
    'a payment that was charged twice',
    (books) => books.charges.push({ ...chargeOf(books, 'paid'), id: 'ch_2' }),
    /was charged 2 times/,
  ],
  [
    'a charge whose payment was given up',
    (books) => {
      find(books, 'paid').payment.status = 'expired';
    },
    /the payment is expired, not completed/,
  ],
  [
    'a charge of another amount that counts as paid',
    (books) => {
      chargeOf(books, 'paid').minor = 999;
    },
    /the payment is completed, not review/,
  ],
  [
    'a charge in another currency that counts as paid',
    (books) => {
      chargeOf(books, 'paid').currency = 'XOF';
    },
    /the payment is completed, not review/,
  ],
  [
    'an amount that is noted wrongly',
    (books) => {
      chargeOf(books, 'review').minor = 501;
    },
    /notes another amount/,
  ],
  [
    'a charge at another provider',
    (books) => {
      chargeOf(books, 'paid').provider = 'paypal';
    },
    /is at another provider/,
  ],
  [
    'an invented payment',
    (books) => remove(books.charges, ({ paymentId }) => paymentId === 'pay_paid'),
    /is completed, and no money came/,
  ],
  [
    'money that a buyer paid and no payment has',
    (books) => {
      books.given.find(({ paymentId }) => paymentId === 'pay_expired')!.isCharged = true;
    },
    /the provider has no money of it/,
  ],
  [
    'a completed payment that is not in the ledger',
    (books) => find(books, 'paid').ledger.pop(),
    /was captured 0 times in the ledger, not 1/,
  ],
  [
    'money in the ledger that never came',
    (books) => {
      find(books, 'expired').ledger = find(books, 'paid').ledger;
    },
    /was captured 1 times in the ledger, not 0/,
  ],
  [
    'a refund that is not in the ledger',
    (books) => find(books, 'refunded').ledger.pop(),
    /has 1000 in the ledger, not 700/,
  ],
  [
    'an entry of another amount',
    (books) => {
      const { payment, ledger } = find(books, 'paid');
      const amountPaid = money(900, 'EUR');
      ledger[0] = capturedEntry({ ...payment, amountPaid }, day);
    },
    /has 900 in the ledger, not 1000/,
  ],
  [
    'money that the ledger sees at another provider',
    (books) => {
      const { payment, ledger } = find(books, 'paid');
      ledger[0] = capturedEntry({ ...payment, provider: 'paypal' }, day);
    },
    /the ledger says stripe holds 3200 EUR, and it holds 4200/,
  ],
  [
    'money that a provider withholds, and the ledger does not know it',
    (books) => {
      chargeOf(books, 'paid').held = 0;
    },
    /the ledger says stripe holds 4200 EUR, and it holds 3200/,
  ],
  [
    'more on its way back than came',
    (books) => {
      const { payment, refunds } = find(books, 'refunded');
      refunds.push(aRefund({ id: 'ref_3', amount: { minor: 800, currency: 'EUR' } }));
      payment.amountRefunded = money(1_100, 'EUR');
      payment.amountReserved = money(1_100, 'EUR');
      payment.refundState = 'full';
      chargeOf(books, 'refunded').refunded = 1_100;
    },
    /1100 is going back of 1000/,
  ],
  [
    'a refunded sum that is not that of the refunds',
    (books) => find(books, 'refunded').refunds.shift(),
    /says 300 went back, its refunds 0/,
  ],
  [
    'a reservation that was not released',
    (books) => {
      find(books, 'refunded').payment.amountReserved = money(600, 'EUR');
    },
    /has 600 reserved for refunds of 300/,
  ],
  [
    'a state of refund that is not true',
    (books) => {
      find(books, 'refunded').payment.refundState = 'full';
    },
    /says its refund is full, it is partial/,
  ],
  [
    'a refund whose outcome stays unknown',
    (books) => {
      find(books, 'refunded').refunds[0]!.status = 'requested';
    },
    /is requested for ever/,
  ],
  [
    'a refund that the provider has not made',
    (books) => {
      chargeOf(books, 'refunded').refunded = 0;
    },
    /says 300 went back, the provider 0/,
  ],
  [
    'a dispute that the shop has not heard of',
    (books) => {
      books.given.find(({ paymentId }) => paymentId === 'pay_paid')!.dispute = 'open';
    },
    /says its dispute is null, the provider open/,
  ],
  [
    'a completed payment without an invoice',
    (books) => {
      remove(books.invoices, ({ paymentId }) => paymentId === 'pay_paid');
    },
    /is completed, and has 0 invoices/,
  ],
  [
    'a payment with two invoices',
    (books) => {
      books.invoices.push({
        paymentId: 'pay_paid',
        number: 'FA-2026-000005',
        minor: 1_000,
        vatGroups: [],
      });
      books.series[0]!.last = 5;
    },
    /is completed, and has 2 invoices/,
  ],
  [
    'an invoice for money that never came',
    (books) => {
      books.invoices.push({
        paymentId: 'pay_expired',
        number: 'FA-2026-000005',
        minor: 1_000,
        vatGroups: [],
      });
      books.series[0]!.last = 5;
    },
    /is expired, and has 1 invoices/,
  ],
  [
    'an invoice that the shop is not shown',
    (books) => {
      find(books, 'paid').invoiceShown = undefined;
    },
    /shows undefined/,
  ],
  [
    'an invoice of another amount',
    (books) => {
      books.invoices[0]!.minor = 999;
    },
    /was invoiced 999/,
  ],
  [
    'a number that was left out',
    (books) => {
      books.invoices[3]!.number = 'FA-2026-000005';
      find(books, 'twin').invoiceShown = 'FA-2026-000005';
    },
    /FA-2026 has 5 where 4 is due/,
  ],
  [
    'a number that was given twice',
    (books) => {
      books.invoices[3]!.number = 'FA-2026-000003';
      find(books, 'twin').invoiceShown = 'FA-2026-000003';
    },
    /FA-2026 has 3 where 4 is due/,
  ],
  [
    'a number that was burnt',
    (books) => {
      books.series[0]!.last = 5;
    },
    /counts 5 and has 4 documents/,
  ],
  [
    'an order that was paid for twice',
    (books) => {
      find(books, 'twin').payment.isDuplicate = undefined;
    },
    /order-1 was paid for by 2 payments/,
  ],
  [
    'an order without a payer that two have paid',
    (books) => {
      find(books, 'first').payment.isDuplicate = true;
    },
    /order-1 was paid for by 0 payments/,
  ],
  [
    'an order that names another payment',
    (books) => {
      books.ordersPaid[0]!.paymentId = 'pay_twin';
    },
    /has paid for order-1, which says pay_twin/,
  ],
  [
    'a duplicate without a refund task',
    (books) => {
      find(books, 'twin').refunds = [];
    },
    /is a duplicate with 0 refunds/,
  ],
  [
    'a payment that was lost',
    (books) => {
      remove(books.stored, ({ payment }) => payment.id === 'pay_expired');
      remove(books.listed, ({ id }) => id === 'pay_expired');
    },
    /was given to the shop, and is gone/,
  ],
  [
    'a payment that is not listed',
    (books) => remove(books.listed, ({ id }) => id === 'pay_paid'),
    /is listed 0 times/,
  ],
  [
    'a payment that is listed twice',
    (books) => books.listed.push(books.listed[0]!),
    /is listed 2 times/,
  ],
  [
    'a listed payment that does not exist',
    (books) => books.listed.push({ ...books.listed[0]!, id: 'pay_nobody' }),
    /is listed, and not stored/,
  ],
  [
    'a list that shows something else',
    (books) => {
      books.listed[0]!.amountRefunded = 1;
    },
    /is listed other than stored/,
  ],
  [
    'a payment that stays open',
    (books) => {
      find(books, 'expired').payment.status = 'processing';
    },
    /is processing for ever/,
  ],
  [
    'dead letters',
    (books) => {
      books.deadLetters[0]!.count = 2;
    },
    /2 dead letters of settle-payment/,
  ],
  [
    'something that stays open for ever',
    (books) => {
      books.due = 1;
    },
    /1 payments and refunds still wait/,
  ],
];

test.each(breaks)('%s is found', (_promise, spoil, found) => {
  const books = goodBooks();
  spoil(books);
  expect(audit(books).map(({ what }) => what)).toContainEqual(expect.stringMatching(found));
});
