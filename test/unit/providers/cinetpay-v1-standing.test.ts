import fc from 'fast-check';
import { money } from '#domain/money';
import type { DeclineCode } from '#domain/payments/decline';
import type { ProviderState } from '#domain/payments/payment-provider';
import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import { v1Standing } from '#providers/cinetpay/v1-standing';
import { aPayment } from '#test/payments';

const declineOf: Record<string, DeclineCode> = {
  insufficient_balance: 'insufficient_funds',
  otp_code_error: 'authentication_failed',
};

const failed = (code: string): ProviderState => ({
  state: 'failed',
  code,
  message: 'The payment was refused.',
  decline: { code: declineOf[code] ?? 'declined' },
});

const unknown = { kind: 'unknown', cause: expect.any(Error) };

describe('a payment’s status at the new API', () => {
  const payment = aPayment({ amount: money(5000, 'XOF') });
  const transactionId = transactionIdOf(payment.id);
  const look = (changes: Record<string, unknown>) =>
    v1Standing(
      {
        code: 100,
        merchant_transaction_id: transactionId,
        transaction_id: 'TX1',
        user: {},
        ...changes,
      },
      payment,
      transactionId,
    );
  const stateOf = (changes: Record<string, unknown>) => {
    const answer = look(changes);
    return answer.kind === 'known' ? answer.now : answer;
  };
  const paid = (minor: number, currency = 'XOF') => ({
    state: 'paid',
    amount: { minor, currency },
    transaction: 'TX1',
  });

  test('SUCCESS: it is paid, with the requested amount if the answer states none', () => {
    expect(stateOf({ status: 'SUCCESS' })).toEqual(paid(5000));
  });

  test('SUCCESS: it is paid, with the amount in the answer if there is one', () => {
    expect(stateOf({ status: 'SUCCESS', amount: 500, currency: 'XOF' })).toEqual(paid(500));
    expect(stateOf({ status: 'SUCCESS', amount: '500' })).toEqual(paid(500));
    expect(stateOf({ status: 'SUCCESS', amount: 5000, currency: 'XAF' })).toEqual(
      paid(5000, 'XAF'),
    );
    expect(stateOf({ status: 'SUCCESS', amount: 'beaucoup' })).toEqual(unknown);
  });

  test.each(['INITIATED', 'PENDING', 'A_STATUS_OF_NEXT_YEAR', '', null])(
    '%p: the buyer has yet to act',
    (status) => {
      expect(stateOf({ status })).toEqual({ state: 'pending' });
    },
  );

  test.each([
    ['FAILED', failed('failed')],
    ['INSUFFICIENT_BALANCE', failed('insufficient_balance')],
    ['CANCELED', { state: 'cancelled' }],
    ['CANCELLED', { state: 'cancelled' }],
    ['EXPIRED', { state: 'expired' }],
  ])('%s', (status, state) => {
    expect(stateOf({ status })).toEqual(state);
  });

  test('unknown to it: absent', () => {
    const body = { code: 404, status: 'TRANSACTION_NOT_FOUND', description: '' };
    expect(v1Standing(body, payment, transactionId)).toEqual({ kind: 'absent' });
  });

  test.each(['SUCCESS', 'FAILED', 'EXPIRED'])(
    'unknown: %s of a request, or of another payment, is ignored',
    (status) => {
      expect(stateOf({ status, merchant_transaction_id: undefined })).toEqual(unknown);
      expect(stateOf({ status, merchant_transaction_id: 'OTHER' })).toEqual(unknown);
    },
  );

  test('unknown for any other answer', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(v1Standing(body, payment, transactionId)).toEqual(unknown);
      }),
    );
  });
});
