import fc from 'fast-check';
import type { DeclineCode } from '#domain/payments/decline';
import type { ProviderState } from '#domain/payments/payment-provider';
import { v2Standing } from '#providers/cinetpay/v2-standing';

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

describe('a payment’s status at the older API', () => {
  const answer = (code: string, message: string, data?: Record<string, unknown>) => ({
    code,
    message,
    ...(data && { data: { amount: '5000', currency: 'XOF', operator_id: null, ...data } }),
    api_response_id: '1663323067.7677',
  });
  const stateOf = (body: unknown) => {
    const look = v2Standing(body);
    return look.kind === 'known' ? look.now : look.kind;
  };

  test('00 and ACCEPTED: it is paid, with the amount and the operator’s own number', () => {
    const data = { status: 'ACCEPTED', operator_id: 'MP220915.2257.A76307' };
    expect(stateOf(answer('00', 'SUCCES', data))).toEqual({
      state: 'paid',
      amount: { minor: 5000, currency: 'XOF' },
      transaction: 'MP220915.2257.A76307',
    });
  });

  test.each([
    ['5000', 5000],
    [5000, 5000],
    ['5000.00', 5000],
    ['900719925474099', 900719925474099],
  ])('the amount %p is read exactly', (amount, minor) => {
    expect(stateOf(answer('00', 'SUCCES', { status: 'ACCEPTED', amount }))).toMatchObject({
      amount: { minor },
    });
  });

  test.each(['', '5 000', '5000.5', '-5000', '5e3', '9'.repeat(16), null, {}])(
    'the amount %p is unknown',
    (amount) => {
      expect(v2Standing(answer('00', 'SUCCES', { status: 'ACCEPTED', amount }))).toEqual(unknown);
    },
  );

  test.each([
    ['623', 'WAITING_CUSTOMER_TO_VALIDATE', 'WAITING_FOR_CUSTOMER'],
    ['662', 'WAITING_CUSTOMER_PAYMENT', 'WAITING_FOR_CUSTOMER'],
    ['663', 'WAITING_CUSTOMER_OTP_CODE', 'WAITING_FOR_CUSTOMER'],
    ['623', 'WAITING_CUSTOMER_TO_VALIDATE', 'REFUSED'],
    ['600', 'PAYMENT_FAILED', 'WAITING_FOR_CUSTOMER'],
    ['999', 'WAITING_CUSTOMER_PAYMENT_AT_OPERATOR_SIDE', 'WAITING_FOR_CUSTOMER'],
    ['00', 'SUCCES', 'PENDING'],
    ['00', 'SUCCES', 'A_STATUS_OF_NEXT_YEAR'],
    ['201', 'CREATED', 'ACCEPTED'],
    ['777', 'A_CODE_OF_NEXT_YEAR', 'A_STATUS_OF_NEXT_YEAR'],
  ])('%s %s %s: the buyer has yet to act', (code, message, status) => {
    expect(stateOf(answer(code, message, { status }))).toEqual({ state: 'pending' });
  });

  test.each([
    ['600', 'PAYMENT_FAILED'],
    ['602', 'INSUFFICIENT_BALANCE'],
    ['604', 'OTP_CODE_ERROR'],
    ['606', 'INCORRECT_SETTINGS'],
    ['777', 'A_CODE_OF_NEXT_YEAR'],
  ])('%s %s and REFUSED: it failed, with the reason', (code, message) => {
    expect(stateOf(answer(code, message, { status: 'REFUSED' }))).toEqual(
      failed(message.toLowerCase()),
    );
  });

  test('627: the buyer gave up', () => {
    const body = answer('627', 'TRANSACTION_CANCEL', { status: 'REFUSED' });
    expect(stateOf(body)).toEqual({ state: 'cancelled' });
  });

  test('625: its time is over; without a payment it is about the merchant’s own subscription', () => {
    const message = 'ABONNEMENT_OR_TRANSACTIONS_EXPIRED';
    expect(stateOf(answer('625', message, { status: 'EXPIRED' }))).toEqual({ state: 'expired' });
    expect(v2Standing(answer('625', message))).toEqual(unknown);
  });

  test('unknown to it: absent', () => {
    expect(v2Standing(answer('404', 'TRANSACTION_NOT_FOUND'))).toEqual({ kind: 'absent' });
  });

  test.each([
    '00',
    '600',
    '602',
    '604',
    '606',
    '608',
    '609',
    '613',
    '624',
    '627',
    '429',
    '777',
    '',
  ])('unknown: %s without a payment is about the request', (code) => {
    expect(v2Standing(answer(code, 'WHATEVER'))).toEqual(unknown);
  });

  test('unknown for any other answer, and never failed', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        const look = v2Standing(body);
        expect(['unknown', 'pending']).toContain(
          look.kind === 'known' ? look.now.state : look.kind,
        );
      }),
    );
    expect(v2Standing(undefined)).toEqual(unknown);
  });
});
