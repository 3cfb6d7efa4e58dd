import { isCountry } from './countries.ts';

/** La Poste's branches have numbers of their own check: their digits add up to a multiple of five. */
const laPoste = '356000000';

/** Nine digits with the check of ISO/IEC 7812 (Luhn), as INSEE gives them. */
export const isSiren = (digits: string): boolean => /^\d{9}$/.test(digits) && isLuhn(digits);

/** A SIREN and five digits, with the same check over all fourteen. */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || !isSiren(digits.slice(0, 9))) return false;
  const sum = Array.from(digits, Number).reduce((a, b) => a + b, 0);
  return isLuhn(digits) || (digits.startsWith(laPoste) && sum % 5 === 0);
}

function isLuhn(digits: string): boolean {
  const sum = Array.from(digits)
    .reverse()
    .map((digit, place) => Number(digit) * (place % 2 === 0 ? 1 : 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}

/** The numbers behind the prefix, as VIES describes them. */
const europeanForms: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-W][A-I]?|\d[A-Z]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** Whether a VAT number can begin with these two letters (BR-CO-09). */
export const isVatPrefix = (prefix: string): boolean =>
  isCountry(prefix) || Object.hasOwn(europeanForms, prefix);

/** A number of the form that its country gives, with the check of French ones. */
export function isVatNumber(number: string): boolean {
  const [prefix, rest] = [number.slice(0, 2), number.slice(2)];
  if (!Object.hasOwn(europeanForms, prefix))
    return isCountry(prefix) && /^[0-9A-Z]{2,13}$/.test(rest);
  return europeanForms[prefix]!.test(rest) && (prefix !== 'FR' || isFrenchKey(rest));
}

/** Two digits derive from the SIREN after them; newer keys have letters and another derivation. */
function isFrenchKey(rest: string): boolean {
  const key = rest.slice(0, 2);
  return !/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (Number(rest.slice(2)) % 97)) % 97;
}
