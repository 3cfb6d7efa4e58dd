/** The digits of a ULID. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Until the year 2109 the first digit of a ULID is 0 and its second one of 0, 1, 2, 3. */
const ownId = /^pay_0([0-3])([0-9A-HJKMNP-TV-Z]{24})$/;
const transactionId = /^([0-9A-HJKMNP-TV-Z])([0-9A-HJKMNP-TV-Z]{24})$/;

/** Values of the leading digit that one attempt uses. */
const digitsPerAttempt = 4;

/** As many as the leading digit has room for. */
export const attemptsMax = digits.length / digitsPerAttempt;

/**
 * Returns CinetPay's name for a payment. It accepts 8 to 25 capitals and digits, and each name
 * once; our ids have 30 characters. Their prefix and leading 0 carry no information, and the next
 * digit so little that it can also hold the attempt.
 *
 * @param attempt from 1 to `attemptsMax`.
 * @throws RangeError for anything but a payment's id.
 */
export function transactionIdOf(paymentId: string, attempt = 1): string {
  const [, leading, rest] = ownId.exec(paymentId) ?? [];
  if (leading === undefined) throw new RangeError('this is not the id of a payment');
  const isAttempt = Number.isInteger(attempt) && attempt >= 1 && attempt <= attemptsMax;
  if (!isAttempt) throw new RangeError(`attempt ${attempt} is out of range`);
  return `${digits[Number(leading) + digitsPerAttempt * (attempt - 1)]}${rest}`;
}

/** The payment of any attempt; undefined for a name that is not ours. */
export function paymentIdOf(name: string): string | undefined {
  const [, leading, rest] = transactionId.exec(name) ?? [];
  if (leading === undefined) return undefined;
  return `pay_0${digits.indexOf(leading) % digitsPerAttempt}${rest}`;
}
