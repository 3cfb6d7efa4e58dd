/**
 * First digits and lengths of the networks (ISO/IEC 7812). Left out, because other numbers look the
 * same: Visa's old 13 digits, which no card has any more and every EAN has (German ones start with
 * 4), and Diners' 14, as long as a SIRET, which passes the same check.
 */
const networks = [
  /^4(\d{15}|\d{18})$/, // Visa, CB
  /^5[1-5]\d{14}$/, // Mastercard, CB
  /^2(22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(6011|64[4-9]\d|65\d\d)\d{12}$/, // Discover
  /^35(2[89]|[3-8]\d)\d{12}$/, // JCB
  /^62\d{14,17}$/, // UnionPay
];

/** Machine-made ids: one in a few thousand contains a card's digits by chance. */
const machineIds =
  /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b|\b(?=\d*[a-f])(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})\b/gi;

/** Bank accounts may be mentioned. */
const bankAccount = /\b[A-Z]{2}\d{2}(?:[A-Z\d]{11,30}|(?: [A-Z\d]{4}){2,7}(?: [A-Z\d]{1,3})?)\b/gi;

/** Invisible characters and underlines: they do not separate digits. */
const unseen = /[\p{Cf}\p{M}]/gu;

/** Digits with up to three separators: no letter, and no + that starts a phone number. */
const sequence = /\d+(?:[^\p{L}\d+]{1,3}\d+)*/gu;

/**
 * Whether a text contains a card number, in digits of any script and with any separators. No card
 * data may enter; mostly somebody copied it into a note.
 *
 * Letters do not separate digits: nobody writes a card like that, and ids would be taken for cards.
 * A group of more than eight digits is not part of a card either: it is an order's, an article's or
 * a phone's number next to another one.
 */
export function holdsCardNumber(text: string): boolean {
  const plain = inPlainDigits(text).replace(machineIds, ' x ').replace(bankAccount, withoutAccount);
  return [...plain.matchAll(sequence)].some(([digits]) => candidatesIn(digits).some(isCardNumber));
}

/** NFKC handles full-width and circled digits; other scripts have theirs in runs of ten. */
const inPlainDigits = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(unseen, '')
    .replace(/(?![0-9])\p{Nd}/gu, plainDigit);

function plainDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** Only text that passes the IBAN check (ISO 13616) is an account. */
const withoutAccount = (written: string): string => {
  const account = written.replaceAll(' ', '').toUpperCase();
  const moved = `${account.slice(4)}${account.slice(0, 4)}`;
  const digits = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const rest = [...digits].reduce((carried, digit) => (carried * 10 + Number(digit)) % 97, 0);
  return rest === 1 ? ' x ' : written;
};

/** Numbers of a card's length, each made of whole groups. */
function candidatesIn(sequenceOfGroups: string): string[] {
  const groups = sequenceOfGroups.match(/\d+/g) ?? [];
  return groups.flatMap((_, start) => {
    const found: string[] = [];
    for (let end = start, digits = ''; end < groups.length && digits.length < 19; end++) {
      digits += groups[end];
      if (digits.length >= 15 && isWritten(groups.slice(start, end + 1), start)) found.push(digits);
    }
    return found;
  });
}

/**
 * Cards show groups of four to six digits. Groups of one or two digits are also phone numbers and
 * dates: of those, accepts only single digits or the start of a sequence.
 */
function isWritten(groups: readonly string[], start: number): boolean {
  if (groups.length === 1) return true;
  if (groups.some(({ length }) => length > 8)) return false;
  const isOneByOne = groups.every(({ length }) => length === 1);
  return start === 0 || isOneByOne || groups.slice(0, -1).every(({ length }) => length >= 3);
}

const isCardNumber = (digits: string): boolean =>
  networks.some((form) => form.test(digits)) && passesLuhn(digits);

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, position) => {
    const value = Number(digit) * (position % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
