import type { Buyer } from '#domain/payments/payment';
import { lineWithin } from '../text-limit.ts';
import { cinetPayTextLimits as limits } from './text-limits.ts';

/**
 * First and last name with at least two letters each, as CinetPay requires. A single name is used
 * twice, and a single letter is extended.
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

/** E.164 only: a number that CinetPay rejects makes the whole payment fail. */
export const phoneOf = ({ phone }: Buyer): string | undefined =>
  phone !== undefined && /^\+\d{8,15}$/.test(phone) ? phone : undefined;

/** Removes the characters that CinetPay does not accept: `# / $ _ &`. */
export const plainText = (text: string, lengthMax: number = limits.description): string =>
  lineWithin(text.replaceAll(/[#/$_&]+/g, ' '), lengthMax) ?? 'Paiement';
