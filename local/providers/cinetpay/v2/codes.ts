/**
 * The legacy generation's codes. 605, 611, 612, 620, 641 and 642 come from integrators, and `404`
 * is invented: the answer for an unknown number is documented nowhere.
 */
const messages = {
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

export function messageOf(code: Code): string {
  return messages[code];
}

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

export function httpStatusOf(code: Code): number {
  return httpStatuses[code] ?? 200;
}
