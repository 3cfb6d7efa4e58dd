import { changeFrom } from '#stores/changes';
import { anEvent } from '#test/payments';

const aRow = (sk: string, item: object = {}) => ({ pk: 'PAYMENT#pay_1', sk, ...item });

const captured = (item: object = {}) =>
  aRow('LEDGER#captured', {
    ...{ paymentId: 'pay_1', at: '2026-11-21T10:00:00.000Z' },
    ...{ postings: [{ to: 'provider:stripe' }], ...item },
  });

describe('a row tells nothing to count', () => {
  test.each([
    ['that carries no event', aRow('REFUND#ref_1')],
    ['whose event is no invoice', aRow('EVENT', { event: anEvent({ type: 'payment.completed' }) })],
    [
      'whose invoice is no payment’s: a month’s usage',
      aRow('EVENT', {
        event: { ...anEvent(), type: 'invoice.issued', data: { invoiceId: 'inv_1' } },
      }),
    ],
    ['of money that no notification told of', captured()],
    ['of money that no provider holds', captured({ settledInMs: 9, postings: [{ to: 'bank' }] })],
  ])('%s', (_, row) => {
    expect(changeFrom(row)).toBeUndefined();
  });
});

test('money that a notification told of says how long that took', () => {
  expect(changeFrom(captured({ settledInMs: 310, acknowledgedInMs: 42 }))).toMatchObject({
    kind: 'settled',
    provider: 'stripe',
    settledInMs: 310,
    acknowledgedInMs: 42,
  });
});
