import { randomInt } from 'node:crypto';

const capitalsAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Account ids leave out 0, 1, I and O, which people confuse. */
const accountLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** How PayPal's ids of each kind look. */
const forms = {
  order: () => pick(capitalsAndDigits, 17),
  capture: () => pick(capitalsAndDigits, 17),
  refund: () => pick(capitalsAndDigits, 17),
  event: () => `WH-${pick(capitalsAndDigits, 17)}-${pick(capitalsAndDigits, 17)}`,
  dispute: () => `PP-D-${pick('0123456789', 6)}`,
  payer: () => pick(accountLetters, 13),
  certificate: () => `CERT-${pick('0123456789abcdef', 8)}-${pick('0123456789abcdef', 8)}`,
  debug: () => pick('0123456789abcdef', 13),
};

/** A new id of the given kind, e.g. `newId('order')` → `5O190127TN364715T`. */
export function newId(kind: keyof typeof forms): string {
  return forms[kind]();
}

function pick(letters: string, length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}
