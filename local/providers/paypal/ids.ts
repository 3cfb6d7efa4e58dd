import { randomInt } from 'node:crypto';

const CAPITALS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Account ids leave out 0, 1, I and O, which people confuse. */
const ACCOUNT_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** How PayPal's ids of each kind look. */
const FORMS = {
  order: () => pick(CAPITALS_AND_DIGITS, 17),
  capture: () => pick(CAPITALS_AND_DIGITS, 17),
  refund: () => pick(CAPITALS_AND_DIGITS, 17),
  event: () => `WH-${pick(CAPITALS_AND_DIGITS, 17)}-${pick(CAPITALS_AND_DIGITS, 17)}`,
  dispute: () => `PP-D-${pick('0123456789', 6)}`,
  payer: () => pick(ACCOUNT_LETTERS, 13),
  certificate: () => `CERT-${pick('0123456789abcdef', 8)}-${pick('0123456789abcdef', 8)}`,
  debug: () => pick('0123456789abcdef', 13),
};

/** A new id of the given kind, e.g. `newId('order')` → `5O190127TN364715T`. */
export function newId(kind: keyof typeof FORMS): string {
  return FORMS[kind]();
}

function pick(letters: string, length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
