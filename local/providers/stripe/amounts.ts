import { writeMoney } from '../money-text.ts';
import { invalidParameter } from './errors.ts';
import type { Params } from './params.ts';

const currencies = new Set(
  `usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn
  bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf
  gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr
  lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen
  pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd
  top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw`.split(/\s+/),
);

/**
 * The least that can be charged, in the smallest unit: fifty cents of a US dollar or about that
 * much. 300 F CFA is 0.50 $ at some 600 F the dollar.
 */
const minimums: Record<string, number> = {
  ...{ usd: 50, eur: 50, gbp: 30, chf: 50, cad: 50, aud: 50, jpy: 50, xof: 300, xaf: 300 },
  ...{ dkk: 250, nok: 300, sek: 300, pln: 200, mad: 500, ngn: 80_000, ghs: 800, gnf: 4_300 },
};
const minimumElsewhere = 50;
const maximum = 99_999_999;

/** The currency in lower case, as Stripe stores it. */
export function currencyOf(params: Params): string {
  const currency = params.requiredText('currency').toLowerCase();
  if (currencies.has(currency)) return currency;
  const supported = [...currencies].join(', ');
  const message = `Invalid currency: ${currency}. Stripe currently supports these currencies: ${supported}`;
  throw params.refusal('currency', message);
}

/** Rejects an amount that Stripe cannot charge; `what` starts the message. */
export function refuseUnchargeable(
  amount: number,
  currency: string,
  what = 'Amount',
  param = 'amount',
): void {
  const minimum = minimums[currency] ?? minimumElsewhere;
  if (amount < minimum) {
    const message = `${what} must be at least ${writeMoney(minimum, currency, 'en')}`;
    throw invalidParameter(param, message, 'amount_too_small');
  }
  if (amount > maximum) {
    const message = `${what} must be no more than ${writeMoney(maximum, currency, 'en')}`;
    throw invalidParameter(param, message, 'amount_too_large');
  }
}
