/** A JSON object; an empty one for anything else. */
export const objectIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** Text, or a number as text: CinetPay writes codes and amounts as either. Empty for all else. */
export const textIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * A whole amount, exact; undefined when it is none. Francs have no smaller unit, so minor units are
 * what CinetPay counts. Currencies that have one are not ours and end in review whatever they say.
 */
export function minorIn(value: unknown): number | undefined {
  const [, whole] = /^(\d{1,15})(?:\.0+)?$/.exec(textIn(value)) ?? [];
  return whole === undefined ? undefined : Number(whole);
}

/** `INSUFFICIENT_BALANCE` → `insufficient_balance`; numbers of the two generations disagree. */
export const failureCode = (name: string): string =>
  name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_') || 'payment_failed';
