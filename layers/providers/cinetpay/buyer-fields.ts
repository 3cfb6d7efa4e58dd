import type { Buyer } from '#domain/payments/payment';
import { lineWithin } from '../text-limit.ts';
import { cinetPayTextLimits as limits } from './text-limits.ts';

/**
 * First and last name, each of two letters or more as CinetPay wants them. Who has one name has it
 * twice, and a single letter gets company.
 */
export function namesOf({ name }: Buyer): { first: string; last: string } {
  const whole = name.trim().replaceAll(/\s+/g, ' ');
  const [first = '', ...others] = whole.split(' ');
  const isLongEnough = (part: string) => part.length >= 2;
  const shortest = whole.padEnd(2, '.');
  const cut = (part: string) => lineWithin(part, limits.name) ?? shortest;
  return {
    first: cut(isLongEnough(first) ? first : shortest),
    last: cut([others.join(' '), first].find(isLongEnough) ?? shortest),
  };
}

/** E.164 and nothing else: a number that CinetPay does not like costs the whole payment. */
export const phoneOf = ({ phone }: Buyer): string | undefined =>
  phone !== undefined && /^\+\d{8,15}$/.test(phone) ? phone : undefined;

/** Without the characters that CinetPay asks to leave out: `# / $ _ &`. */
export const plainText = (text: string, lengthMax: number = limits.description): string =>
  lineWithin(text.replaceAll(/[#/$_&]+/g, ' '), lengthMax) ?? 'Paiement';
