import { randomInt } from 'node:crypto';
import { json, Refusal, type Reply } from '../../loopback-server.ts';
import type { CinetPayment, PaymentState } from '../payment.ts';

/**
 * The legacy generation's codes. 605, 611, 612, 620, 641 and 642 come from integrators, and `404`
 * is invented: the answer for an unknown number is documented nowhere.
 */
export const messages = {
  '00': 'SUCCES',
  '201': 'CREATED',
  '404': 'TRANSACTION_NOT_FOUND',
  '429': 'TOO_MANY_REQUEST',
  '600': 'PAYMENT_FAILED',
  '602': 'INSUFFICIENT_BALANCE',
  '606': 'INCORRECT_SETTINGS',
  '608': 'MINIMUM_REQUIRED_FIELDS',
  '609': 'AUTH_NOT_FOUND',
  '610': 'ERROR_PAYMETHOD_NOTFOUND',
  '611': 'ERROR_AMOUNT_TYPE',
  '612': 'ERROR_CURRENCY_NOTVALID',
  '613': 'ERROR_SITE_ID_NOTVALID',
  '620': 'ERROR_DOUBLE_PAYEMNT',
  '623': 'WAITING_CUSTOMER_TO_VALIDATE',
  '624': 'UNKNOWN_ERROR',
  '625': 'ABONNEMENT_OR_TRANSACTIONS_EXPIRED',
  '627': 'TRANSACTION_CANCEL',
  '641': 'ERROR_AMOUNT_TOO_LOW',
  '642': 'ERROR_AMOUNT_TOO_HIGH',
  '662': 'WAITING_CUSTOMER_PAYMENT',
} as const;

export type Code = keyof typeof messages;

/**
 * The HTTP status of an answer. The vendor documents none, so they deliberately follow no rule: a
 * client that trusts them is wrong, and a 403 may be JSON or HTML of the firewall.
 */
const httpStatuses: Partial<Record<Code, number>> = {
  '404': 404,
  '429': 429,
  '606': 400,
  '608': 400,
  '609': 403,
  '612': 422,
  '613': 404,
  '620': 400,
  '624': 500,
  '625': 400,
};

/** An answer of the API; `more` adds fields such as description and data. */
export function codeReply(code: Code, more: object): Reply {
  const seconds = Math.floor(Date.now() / 1000);
  return json(httpStatuses[code] ?? 200, {
    code,
    message: messages[code],
    ...more,
    api_response_id: `${seconds}.${randomInt(1_000, 10_000)}`,
  });
}

/** Why the API refuses a request: one of its codes, and the detail in `description`. */
export const v2Refusal = (code: Code, description: string): Refusal =>
  new Refusal(description, codeReply(code, { description }));

/** The API's words for each state; `EXPIRED` with 625 is undocumented. */
const standings: Record<PaymentState, { code: Code; status: string }> = {
  created: { code: '662', status: 'WAITING_FOR_CUSTOMER' },
  waiting: { code: '623', status: 'WAITING_FOR_CUSTOMER' },
  paid: { code: '00', status: 'ACCEPTED' },
  declined: { code: '600', status: 'REFUSED' },
  insufficient: { code: '602', status: 'REFUSED' },
  cancelled: { code: '627', status: 'REFUSED' },
  expired: { code: '625', status: 'EXPIRED' },
};

export function standingOf({ state }: CinetPayment): { code: Code; status: string } {
  return standings[state];
}

/** A time as the legacy API writes it: `2026-11-21 10:00:00`, in Abidjan's time, which is UTC. */
export function writeTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ');
}
