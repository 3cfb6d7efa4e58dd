import type { Sum } from '../distort.ts';
import type { JsonBody } from '../json-body.ts';
import { decimalsOf } from '../money-text.ts';
import { failure } from './failure.ts';

/** Money as PayPal writes it: `{ currency_code: 'EUR', value: '10.00' }`. */
export type WireMoney = {
  currency_code: string;
  value: string;
};

const currencies = new Set(
  `AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD
  USD`.split(/\s+/),
);
/** PayPal accepts no decimals for these, although the forint and the Taiwan dollar have them. */
const withoutDecimals = new Set(['HUF', 'JPY', 'TWD']);
const number = /^-?(\d+(\.\d+)?|\.\d+)$/;
const valueLengthMax = 32;

export function wireMoney({ amount, currency }: Sum): WireMoney {
  const decimals = decimalsAtPayPal(currency);
  return { currency_code: currency, value: (amount / 10 ** decimals).toFixed(decimals) };
}

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

/** The amount in the units that `money-text` writes, which knows the forint's decimals. */
export function minorForText({ amount, currency }: Sum): number {
  return amount * 10 ** (decimalsOf(currency) - decimalsAtPayPal(currency));
}

/** How many decimals an amount in this currency may have at PayPal. */
export function decimalsAtPayPal(currency: string): number {
  return withoutDecimals.has(currency) ? 0 : 2;
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
