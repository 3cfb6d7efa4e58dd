/** The digits of a ULID. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Until the year 2109 the first digit of a ULID is 0 and its second one of 0, 1, 2, 3. */
const ownId = /^pay_0([0-3])([0-9A-HJKMNP-TV-Z]{24})$/;
const transactionId = /^([0-9A-HJKMNP-TV-Z])([0-9A-HJKMNP-TV-Z]{24})$/;

/** How many values of the leading digit one attempt takes. */
const digitsPerAttempt = 4;

/** As many as the leading digit has room for. */
export const attemptsMax = digits.length / digitsPerAttempt;

/**
 * What CinetPay calls a payment. It takes 8 to 25 capitals and digits, and each name once; our ids
 * have 30 characters. The prefix and the 0 at their beginning say nothing, and the next digit says
 * so little that it can tell the attempt too.
 *
 * @param attempt from 1 to `attemptsMax`.
 * @throws RangeError for anything that is no payment's id.
 */
export function transactionIdOf(paymentId: string, attempt = 1): string {
  const [, leading, rest] = ownId.exec(paymentId) ?? [];
  if (leading === undefined) throw new RangeError('CinetPay is told of payments of ours alone');
  const isAttempt = Number.isInteger(attempt) && attempt >= 1 && attempt <= attemptsMax;
  if (!isAttempt) throw new RangeError(`there is no attempt ${attempt} at a payment`);
  return `${digits[Number(leading) + digitsPerAttempt * (attempt - 1)]}${rest}`;
}

/** The payment that any attempt belongs to; undefined for a name that we have not given. */
export function paymentIdOf(name: string): string | undefined {
  const [, leading, rest] = transactionId.exec(name) ?? [];
  if (leading === undefined) return undefined;
  return `pay_0${digits.indexOf(leading) % digitsPerAttempt}${rest}`;
}
