/** Begins where a word begins: from each letter of it, a long one would take minutes. */
const emailAddress = /(?<![^\s"'<>()@,;:])[^\s"'<>()@,;:]+@[^\s"'<>()@,;:]+\.[^\s"'<>()@,;:]+/g;

/** Keys of providers and of webhooks, and what carries a token. */
const secretForms = /\b(?:sk|rk|pk)_(?:live|test)_\w+|\bwhsec_[\w+/=]+|\bBearer\s+[\w.~+/=-]+/g;

/** Digits as they are written on a card. */
const longNumber = /(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])/g;

/**
 * A text without what a log must not hold, wherever it came from: messages of errors may quote what
 * a provider answered.
 */
export const scrubbed = (text: string): string =>
  text
    .replace(secretForms, '(secret)')
    .replace(emailAddress, '(address)')
    .replace(longNumber, (digits) => (passesLuhn(digits) ? '(card)' : digits));

function passesLuhn(written: string): boolean {
  const digits = written.replaceAll(/\D/g, '');
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const value = Number(digit) * (position % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
