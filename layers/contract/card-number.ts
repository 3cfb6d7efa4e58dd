/** Digits as card numbers are written: in one piece, or in the groups that are embossed on cards. */
const written =
  /(?<!\d)(?=(\d{13,19}|\d{4}([ .\u00a0\u202f-])\d{4}\2\d{4}\2\d{4}(?:\2\d{3})?|\d{4}([ .\u00a0\u202f-])\d{6}\3\d{5})(?!\d))/g;

/** Bank accounts are written in groups of four too, and may well be spoken of. */
const iban = /\b[A-Z]{2}\d{2}(?: [A-Z\d]{4}){2,7}(?: [A-Z\d]{1,3})?\b/gi;

/** One in a hundred thousand has digits in the places of a card's. */
const uuid = /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi;

/**
 * First digits and lengths of the networks (ISO/IEC 7812). Diners' 14 digits are left out: a SIRET
 * has 14 too and passes the same check.
 */
const networks = [
  /^4(\d{12}|\d{15}|\d{18})$/, // Visa, CB
  /^5[1-5]\d{14}$/, // Mastercard, CB
  /^2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(6011|64[4-9]\d|65\d\d)\d{12}$/, // Discover
  /^35(2[89]|[3-8]\d)\d{12}$/, // JCB
  /^62\d{14,17}$/, // UnionPay
];

/**
 * Whether a text holds what must be a card number: no card data ever enters, and where it tries to
 * it mostly was copied into a note. Of other numbers of the same form, one in ten passes the check.
 */
export function holdsCardNumber(text: string): boolean {
  return [...text.replace(iban, ' ').replace(uuid, ' ').matchAll(written)]
    .map(([, digits = '']) => digits.replace(/\D/g, ''))
    .some((digits) => networks.some((form) => form.test(digits)) && passesLuhn(digits));
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const value = Number(digit) * (position % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
