import { type JsonBody, marksIn, textIn } from '../../json-body.ts';
import { json, Refusal } from '../../loopback-server.ts';
import { isWebAddress } from '../../notification-address.ts';
import type { V1Keys } from '../account.ts';
import type { CinetPayment, PaymentOrder } from '../payment.ts';

const currencies = {
  XOF: ['CI', 'BF', 'ML', 'SN', 'TG', 'BJ', 'NE'],
  XAF: ['CM', 'TD', 'CG', 'CF', 'GA', 'GQ'],
  GNF: ['GN'],
  CDF: ['CD'],
};
const amountMin = 100;
const amountMax = 2_500_000;
const urlLengthMax = 120;

/** Reads a `POST /v1/payment`; throws a refusal that names the wrong field. */
export function readOrder(body: JsonBody, keys: V1Keys): PaymentOrder {
  const { country = 'CI' } = keys;
  const isPush = body.direct_pay === true || body.channel === 'PUSH';
  const phone = textIn(body, 'client_phone_number');
  if (phone !== '' || isPush) demand(/^\+\d{8,15}$/.test(phone), 'client_phone_number');
  return {
    generation: 'v1',
    reference: matching(body, 'merchant_transaction_id', /^[A-Z0-9]{1,30}$/),
    asked: { amount: readAmount(body.amount), currency: readCurrency(body, country) },
    isMobileMoney: isPush,
    method: readMethod(body, country, isPush),
    description: matching(body, 'designation', /./),
    custom: '',
    language: body.lang === 'fr' || body.lang === 'en' ? body.lang : null,
    payer: {
      name: `${matching(body, 'client_first_name', /.{2}/)} ${matching(body, 'client_last_name', /.{2}/)}`,
      email: matching(body, 'client_email', /^\S+@\S+\.\S+$/),
      phone,
    },
    urls: {
      notify: address(body, 'notify_url'),
      success: address(body, 'success_url'),
      failed: address(body, 'failed_url'),
    },
    marks: marksOfV1(body),
  };
}

/** The fields that faults can select: the plain ones, and two under their common names. */
export function marksOfV1(body: JsonBody): CinetPayment['marks'] {
  return {
    ...marksIn(body),
    reference: textIn(body, 'merchant_transaction_id'),
    description: textIn(body, 'designation'),
    email: textIn(body, 'client_email'),
  };
}

function readAmount(given: unknown): number {
  const amount = Number.isInteger(given) ? Number(given) : 0;
  demand(amount >= amountMin && amount <= amountMax, 'amount');
  return amount;
}

/** An account belongs to one country and has only its currency. */
function readCurrency(body: JsonBody, country: string): string {
  const found = Object.entries(currencies).find(([, countries]) => countries.includes(country));
  if (!found) throw new Error(`CinetPay has no accounts in ${country}.`);
  const currency = textIn(body, 'currency');
  demand(currency === found[0], 'currency');
  return currency;
}

function readMethod(body: JsonBody, country: string, isPush: boolean): string {
  const method = textIn(body, 'payment_method');
  const isOfCountry = /^[A-Z]+_[A-Z]{2}$/.test(method) && method.endsWith(`_${country}`);
  if (method !== '' || isPush) demand(isOfCountry, 'payment_method');
  return method || `OM_${country}`;
}

function address(body: JsonBody, name: string): string {
  const url = textIn(body, name);
  demand(isWebAddress(url) && url.length <= urlLengthMax, name);
  return url;
}

function matching(body: JsonBody, name: string, shape: RegExp): string {
  const text = textIn(body, name);
  demand(shape.test(text), name);
  return text;
}

function demand(isFine: boolean, name: string): void {
  if (!isFine) throw invalidParams(`The field ${name} is not valid`);
}

/** A refusal in the API's own form. */
export function v1Refusal(http: number, code: number, status: string, description: string) {
  return new Refusal(description, json(http, { code, status, description }));
}

export function invalidParams(description: string): Refusal {
  return v1Refusal(422, 1004, 'INVALID_PARAMS', description);
}
