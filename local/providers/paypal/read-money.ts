import type { Sum } from '../distort.ts';
import type { JsonBody } from '../json-body.ts';
import { failure } from './failure.ts';
import { decimalsAtPayPal, type WireMoney } from './wire.ts';

const currencies = new Set(
  `AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD
  USD`.split(/\s+/),
);
const number = /^-?(\d+(\.\d+)?|\.\d+)$/;
const valueLengthMax = 32;

/** Reads a sum above zero, and refuses what PayPal cannot charge or refund. */
export function readMoney(money: unknown, field: string): Sum {
  const sum = readAnyMoney(money, field);
  if (sum.amount > 0) return sum;
  const { value } = money as WireMoney;
  throw failure('CANNOT_BE_ZERO_OR_NEGATIVE', { field: `${field}/value`, value });
}

/** Reads a sum that may be zero, such as the shipping in a breakdown. */
export function readAnyMoney(money: unknown, field: string): Sum {
  const { currency_code: currency, value } = (money ?? {}) as JsonBody;
  const currencyField = `${field}/currency_code`;
  if (currency === undefined) throw failure('MISSING_REQUIRED_PARAMETER', { field: currencyField });
  if (value === undefined) {
    throw failure('MISSING_REQUIRED_PARAMETER', { field: `${field}/value` });
  }
  if (typeof currency !== 'string' || currency.length !== 3) {
    throw failure('INVALID_STRING_LENGTH', { field: currencyField, value: String(currency) });
  }
  if (!currencies.has(currency)) {
    throw failure('INVALID_CURRENCY_CODE', { field: currencyField, value: currency });
  }
  return { amount: minorUnits(value, currency, `${field}/value`), currency };
}

function minorUnits(value: unknown, currency: string, field: string): number {
  // PayPal accepts amounts only as text, so a JSON number is rejected.
  const isNumberInText = typeof value === 'string' && number.test(value);
  if (!isNumberInText || value.length > valueLengthMax) {
    throw failure('INVALID_PARAMETER_SYNTAX', { field, value: String(value) });
  }
  const [whole = '', fraction = ''] = value.split('.');
  const decimals = decimalsAtPayPal(currency);
  if (fraction.length > decimals) {
    throw failure('DECIMAL_PRECISION', { field, value });
  }
  return Number(whole + fraction.padEnd(decimals, '0'));
}
