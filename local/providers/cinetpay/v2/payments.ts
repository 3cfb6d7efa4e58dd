import type { Metadata } from '../../faults.ts';
import { type JsonBody, marksIn, readJsonBody, textIn } from '../../json-body.ts';
import type { Reply } from '../../loopback-server.ts';
import { isWebAddress } from '../../notification-address.ts';
import type { CinetPayAccount } from '../account.ts';
import { type CinetPayment, newPayment } from '../payment.ts';
import { codeReply, standingOf, v2Refusal, writeTime } from './codes.ts';

const forbidden = /[#/$_&]/;
const channelNames = ['ALL', 'MOBILE_MONEY', 'CREDIT_CARD', 'WALLET'];
const cardFields = ['customer_address', 'customer_city', 'customer_country'];

/** The limits of one transaction, in whole units. */
const limitsByCurrency: Record<string, { min: number; max: number; isAnyNumber?: boolean }> = {
  XOF: { min: 100, max: 2_000_000 },
  XAF: { min: 100, max: 1_500_000 },
  GNF: { min: 1_000, max: 15_000_000 },
  CDF: { min: 400, max: 2_000_000 },
  USD: { min: 1, max: 3_000, isAnyNumber: true },
};

const step = 5;

/** `POST /v2/payment`: opens a payment page, once for each of the shop's numbers. */
export function createPayment(account: CinetPayAccount, body: JsonBody): Reply {
  const reference = plain(body, 'transaction_id');
  const currency = required(body, 'currency');
  const asked = { amount: readAmount(body.amount, currency), currency };
  const description = plain(body, 'description');
  const channels = textIn(body, 'channels') || 'ALL';
  if (!channelNames.includes(channels)) throw v2Refusal('610', `channels ${channels} not found`);
  refuseBadCustomer(body, channels);
  const returnUrl = address(body, 'return_url');
  const urls = { notify: address(body, 'notify_url'), success: returnUrl, failed: returnUrl };
  if (account.find(reference, 'v2')?.reference === reference) {
    throw v2Refusal('620', 'This transaction_id has already been used');
  }
  const isCard = channels === 'CREDIT_CARD';
  const payment = newPayment(
    {
      generation: 'v2',
      reference,
      asked,
      isMobileMoney: !isCard,
      method: isCard ? 'VISAM' : 'OM',
      description,
      custom: textIn(body, 'metadata'),
      language: body.lang === 'fr' || body.lang === 'en' ? body.lang : null,
      payer: {
        name: `${textIn(body, 'customer_name')} ${textIn(body, 'customer_surname')}`.trim(),
        email: textIn(body, 'customer_email'),
        phone: textIn(body, 'customer_phone_number'),
      },
      urls,
      marks: marksOfV2(body),
    },
    account.clock.nowMs(),
  );
  account.payments.set(payment.token, payment);
  return codeReply('201', {
    description: 'Transaction created with success',
    data: { payment_token: payment.token, payment_url: account.pageOf(payment) },
  });
}

/** The fields that faults can select: the plain ones, and those in the base64 of `metadata`. */
export function marksOfV2(body: JsonBody): Metadata {
  const { apikey: _secret, ...marks } = marksIn(body);
  const hidden = readJsonBody(Buffer.from(textIn(body, 'metadata'), 'base64').toString('utf8'));
  return {
    ...(hidden && marksIn(hidden)),
    ...marks,
    reference: textIn(body, 'transaction_id'),
    email: textIn(body, 'customer_email'),
  };
}

function required(body: JsonBody, name: string): string {
  const text = textIn(body, name);
  if (text === '') throw v2Refusal('608', `${name} is required`);
  return text;
}

function plain(body: JsonBody, name: string): string {
  const text = required(body, name);
  if (!forbidden.test(text)) return text;
  throw v2Refusal('608', `${name} must not contain special characters (# / $ _ &)`);
}

function address(body: JsonBody, name: string): string {
  const url = required(body, name);
  if (!isWebAddress(url)) throw v2Refusal('608', `${name} is not a valid URL`);
  return url;
}

function refuseBadCustomer(body: JsonBody, channels: string): void {
  const isCardIncomplete = cardFields.some((name) => textIn(body, name) === '');
  if (channels === 'CREDIT_CARD' && isCardIncomplete) {
    throw v2Refusal('624', 'An error occurred while processing the request');
  }
  const isNumberBad = !/^\+?\d{8,15}$/.test(textIn(body, 'customer_phone_number'));
  if (body.lock_phone_number === true && isNumberBad) {
    throw v2Refusal('624', 'lock_phone_number must be false');
  }
}

/** Reads the amount as the API does: a whole number, also written as text, within its limits. */
function readAmount(given: unknown, currency: string): number {
  const limits = limitsByCurrency[currency];
  if (!limits) throw v2Refusal('612', `The currency ${currency} is not valid`);
  const isWhole = Number.isInteger(given) || (typeof given === 'string' && /^\d+$/.test(given));
  if (!isWhole) throw v2Refusal('611', 'The amount must be an integer');
  const amount = Number(given);
  if (amount < limits.min) {
    throw v2Refusal('641', `The amount must be greater than or equal to ${limits.min}`);
  }
  if (amount > limits.max) {
    throw v2Refusal('642', `The amount must be less than or equal to ${limits.max}`);
  }
  if (!limits.isAnyNumber && amount % step !== 0) {
    throw v2Refusal('608', `The amount must be a multiple of ${step}`);
  }
  return amount;
}

const fundsAvailableMs = 24 * 60 * 60 * 1000;

/** `POST /v2/payment/check`: the payment's state; amounts are text. */
export function checkPayment(account: CinetPayAccount, body: JsonBody): Reply {
  const payment = askedFor(account, body);
  const { code, status } = standingOf(payment);
  return codeReply(code, {
    data: { ...amountOf(payment), status, ...detailsOf(payment) },
  });
}

/** The payment of a check, by the shop's number or by its token. */
function askedFor(account: CinetPayAccount, body: JsonBody): CinetPayment {
  const name = textIn(body, 'transaction_id') || textIn(body, 'payment_token');
  if (name === '') throw v2Refusal('608', 'transaction_id is required');
  const payment = account.find(name, 'v2');
  if (!payment) throw v2Refusal('404', 'No transaction found');
  return payment;
}

function amountOf({ asked, paid }: CinetPayment) {
  const { amount, currency } = paid ?? asked;
  return { amount: String(amount), currency };
}

function detailsOf({ paid, method, description, custom }: CinetPayment): object {
  const availableAt = paid && new Date(paid.at.getTime() + fundsAvailableMs);
  return {
    payment_method: paid ? method : '',
    description,
    metadata: custom === '' ? null : custom,
    operator_id: paid ? paid.operatorId : null,
    payment_date: paid ? writeTime(paid.at) : ' ',
    fund_availability_date: availableAt ? `${writeTime(availableAt).slice(0, 10)} 00:00:00` : ' ',
  };
}
