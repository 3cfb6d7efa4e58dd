import fc from 'fast-check';
import { currencies, decimalsOf, money } from '#domain/money';
import type { ProviderState } from '#domain/payments/payment-provider';
import { fromWire, toWire } from '#providers/paypal/money';
import { stateOfOrder } from '#providers/paypal/states';

const amount = { currency_code: 'EUR', value: '468.00' };
const withCapture = (capture: object, status = 'COMPLETED') => ({
  id: '5O190127TN364715T',
  status,
  purchase_units: [{ payments: { captures: [{ id: '3C679366HH908993F', amount, ...capture }] } }],
});

const paid: ProviderState = {
  state: 'paid',
  amount: { minor: 46_800, currency: 'EUR' },
  transaction: '3C679366HH908993F',
};

describe('an order', () => {
  test.each<[string, ProviderState | 'approved']>([
    ['CREATED', { state: 'pending' }],
    ['SAVED', { state: 'pending' }],
    ['PAYER_ACTION_REQUIRED', { state: 'pending' }],
    ['APPROVED', 'approved'],
    ['VOIDED', { state: 'cancelled' }],
    ['COMPLETED', { state: 'processing' }],
    ['A_STATUS_OF_NEXT_YEAR', { state: 'pending' }],
  ])('%s without money', (status, state) => {
    expect(stateOfOrder({ id: '5O190127TN364715T', status })).toEqual(state);
  });

  test('without any payment is pending', () => {
    for (const order of [{}, { purchase_units: [] }, { purchase_units: [{}] }])
      expect(stateOfOrder(order)).toEqual({ state: 'pending' });
  });

  test.each<[string, ProviderState]>([
    ['COMPLETED', paid],
    ['REFUNDED', paid],
    ['PARTIALLY_REFUNDED', paid],
    ['PENDING', { state: 'processing' }],
    ['A_STATUS_OF_NEXT_YEAR', { state: 'processing' }],
    [
      'DECLINED',
      {
        state: 'failed',
        code: 'DECLINED',
        message: expect.any(String),
        decline: { code: 'declined' },
      },
    ],
    [
      'FAILED',
      {
        state: 'failed',
        code: 'FAILED',
        message: expect.any(String),
        decline: { code: 'declined' },
      },
    ],
  ])('has the state of its payments: %s', (status, state) => {
    expect(stateOfOrder(withCapture({ status }))).toEqual(state);
    expect(stateOfOrder(withCapture({ status }, 'APPROVED'))).toEqual(state);
  });

  test('whose payment failed says why, if PayPal does', () => {
    const declined = { status: 'DECLINED', status_details: { reason: 'DECLINED_BY_RISK' } };
    expect(stateOfOrder(withCapture(declined))).toMatchObject({ code: 'DECLINED_BY_RISK' });
  });
});

describe('an amount', () => {
  test('is read as it was sent, in every currency and to the last cent', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(...currencies), (minor, currency) => {
        expect(fromWire(toWire(money(minor, currency)))).toEqual({ minor, currency });
      }),
    );
  });

  test.each([
    ['468.00', 46_800],
    ['468', 46_800],
    ['468.5', 46_850],
    ['0.07', 7],
    ['1.10', 110],
    ['4.350', 435],
    ['-1.00', -100],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('%s EUR is %i', (value, minor) => {
    expect(fromWire({ currency_code: 'EUR', value })).toEqual({ minor, currency: 'EUR' });
  });

  test.each(['', 'abc', '1,00', '1.2.3', '1e3', '0x10', ' 1.00', '.5', '4.351', '9'.repeat(32)])(
    'that is invalid, %j, is never the requested one',
    (value) => {
      expect(fromWire({ currency_code: 'EUR', value })).toEqual({ minor: 0, currency: 'EUR' });
    },
  );

  test('in a currency that we do not support keeps its code, for a person to decide', () => {
    expect(fromWire({ currency_code: 'JPY', value: '500' })).toEqual({
      minor: 500,
      currency: 'JPY',
    });
    expect(fromWire({ currency_code: 'USD', value: '468.00' }).currency).toBe('USD');
    expect(fromWire(undefined)).toEqual({ minor: 0, currency: '' });
  });

  test('in francs has no decimals', () => {
    expect(decimalsOf('XOF')).toBe(0);
    expect(fromWire({ currency_code: 'XOF', value: '5000.00' }).minor).toBe(5000);
    expect(fromWire({ currency_code: 'XOF', value: '5000.50' }).minor).toBe(0);
  });
});
