import type { Metadata, Sum } from '../faults.ts';
import type { PageLanguage } from '../hosted-page.ts';
import { type JsonBody, marksIn, textIn } from '../json-body.ts';
import { json, Refusal } from '../loopback-server.ts';
import { isWebAddress } from '../notification-address.ts';
import { randomText } from '../random-text.ts';

export type PaymentStatus =
  | 'pending'
  /** The payer has confirmed, but the money has not arrived yet. */
  | 'processing'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'expired';

/** How the payer reaches it: a page, a code to scan, or a question on the phone. */
const modes = ['redirect', 'qr', 'push'] as const;
type Mode = (typeof modes)[number];

/** A payment as the external backend stores it; amounts are in minor units. */
export type ExternalPayment = {
  id: string;
  reference: string;
  mode: Mode;
  asked: Sum;
  /** What the payer paid; a fault can make it differ from the requested sum. */
  paid?: Sum & { at: Date };
  status: PaymentStatus;
  description: string;
  language: PageLanguage | null;
  urls: { success: string; cancel: string; callback: string };
  /** What faults can select: the plain fields of its request and its `metadata`. */
  marks: Metadata;
  expiresAt: Date;
};

/** What the merchant sends; the backend adds the rest. */
export type PaymentOrder = Omit<ExternalPayment, 'id' | 'paid' | 'status'>;

export function newPayment(order: PaymentOrder): ExternalPayment {
  return { ...order, id: `ext_${randomText(20)}`, status: 'pending' };
}

/** True while the payer can still decide. */
export function isOpen({ status }: ExternalPayment): boolean {
  return status === 'pending' || status === 'processing';
}

const lifetimeMs = 30 * 60 * 1000;

/** Reads a `POST /api/v1/payments/initiate`; throws a refusal that names the wrong field. */
export function readOrder(body: JsonBody, nowMs: number): PaymentOrder {
  const mode = readMode(body);
  const { amount } = body;
  if (typeof amount !== 'number' || !Number.isInteger(amount) || amount < 1) {
    throw invalidField('amount', 'is a whole number of minor units, 1 or more');
  }
  const currency = textIn(body, 'currency');
  if (!/^[A-Z]{3}$/.test(currency)) throw invalidField('currency', 'is an ISO 4217 code');
  const reference = textIn(body, 'reference');
  if (reference === '') throw invalidField('reference', 'is required');
  const success = address(body, 'return_url', mode === 'redirect');
  const locale = textIn(body, 'locale').slice(0, 2);
  return {
    reference,
    mode,
    asked: { amount, currency },
    description: textIn(body, 'description') || reference,
    language: locale === 'fr' || locale === 'en' ? locale : null,
    urls: {
      success,
      cancel: address(body, 'cancel_url', false) || success,
      callback: address(body, 'callback_url', false),
    },
    marks: marksOf(body),
    expiresAt: readExpiry(body, nowMs),
  };
}

/** The fields that faults can select: the request's plain ones, and its `metadata`. */
export function marksOf(body: JsonBody): Metadata {
  const customer = objectIn(body, 'customer');
  return {
    ...marksIn(objectIn(body, 'metadata')),
    ...marksIn(body),
    email: textIn(customer, 'email'),
  };
}

function readMode(body: JsonBody): Mode {
  const given = body.mode ?? 'redirect';
  const mode = modes.find((one) => one === given);
  if (!mode) throw invalidField('mode', `is one of: ${modes.join(', ')}`);
  const phone = textIn(objectIn(body, 'customer'), 'phone');
  if (mode === 'push' && !/^\+\d{8,15}$/.test(phone)) {
    throw invalidField('customer.phone', 'is an E.164 number when mode is push');
  }
  return mode;
}

function readExpiry(body: JsonBody, nowMs: number): Date {
  if (body.expires_at === undefined) return new Date(nowMs + lifetimeMs);
  const expiresAt = new Date(textIn(body, 'expires_at'));
  if (!(expiresAt.getTime() > nowMs)) throw invalidField('expires_at', 'is a time in the future');
  return expiresAt;
}

function address(body: JsonBody, name: string, isRequired: boolean): string {
  const url = textIn(body, name);
  const isMissing = url === '' && isRequired;
  if (isMissing || (url !== '' && !isWebAddress(url))) {
    throw invalidField(name, 'is an absolute URL');
  }
  return url;
}

function objectIn(body: JsonBody, name: string): JsonBody {
  const value = body[name];
  return typeof value === 'object' && value !== null ? (value as JsonBody) : {};
}

/** Why the API refuses a request. */
export const externalRefusal = (status: number, code: string, message: string): Refusal =>
  new Refusal(message, json(status, { error: { code, message } }));

function invalidField(name: string, demand: string): Refusal {
  return externalRefusal(422, 'invalid_request', `"${name}" ${demand}.`);
}
