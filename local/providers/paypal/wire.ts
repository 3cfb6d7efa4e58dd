import type { Sum } from '../faults.ts';
import { decimalsOf } from '../money-text.ts';

/** Money as PayPal writes it: `{ currency_code: 'EUR', value: '10.00' }`. */
export type WireMoney = {
  currency_code: string;
  value: string;
};

/** PayPal accepts no decimals for these, although the forint and the Taiwan dollar have them. */
const withoutDecimals = new Set(['HUF', 'JPY', 'TWD']);

/** How many decimals an amount in this currency may have at PayPal. */
export function decimalsAtPayPal(currency: string): number {
  return withoutDecimals.has(currency) ? 0 : 2;
}

export function wireMoney({ amount, currency }: Sum): WireMoney {
  const decimals = decimalsAtPayPal(currency);
  return { currency_code: currency, value: (amount / 10 ** decimals).toFixed(decimals) };
}

/** The sum in the units that `money-text` writes, which knows the forint's decimals. */
export function sumForText({ amount, currency }: Sum): Sum {
  return { amount: amount * 10 ** (decimalsOf(currency) - decimalsAtPayPal(currency)), currency };
}

/** An instant as PayPal's objects write it, without fractions: `2026-11-21T10:00:00Z`. */
export function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** A HATEOAS link, as every PayPal object carries them. */
export type Link = {
  href: string;
  rel: string;
  method: 'GET' | 'POST';
};

export function get(href: string, rel = 'self'): Link {
  return { href, rel, method: 'GET' };
}

export function post(href: string, rel: string): Link {
  return { href, rel, method: 'POST' };
}
