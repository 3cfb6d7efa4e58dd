import type { DeclineCode } from '#domain/payments/decline';
import type { ProviderState } from '#domain/payments/payment-provider';

/** Returns a JSON object; an empty one for anything else. */
export const objectIn = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** Returns text, or a number as text: CinetPay writes codes and amounts as either; else empty. */
export const textIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * Returns a whole amount exactly; undefined for anything else. Francs have no smaller unit, so
 * CinetPay's amounts are minor units. Other currencies are not ours and end in review anyway.
 */
export function minorIn(value: unknown): number | undefined {
  const [, whole] = /^(\d{1,15})(?:\.0+)?$/.exec(textIn(value)) ?? [];
  return whole === undefined ? undefined : Number(whole);
}

/** `INSUFFICIENT_BALANCE` → `insufficient_balance`; the numbers differ between generations. */
export const failureCode = (name: string): string =>
  name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_') || 'payment_failed';

const declineCodes = new Map<string, DeclineCode>([
  ['insufficient_balance', 'insufficient_funds'],
  ['otp_code_error', 'authentication_failed'],
]);

/** A payment that the operator has refused for good: CinetPay's pages allow one attempt. */
export function refused(name: string): ProviderState {
  const code = failureCode(name);
  const decline = { code: declineCodes.get(code) ?? 'declined' };
  return { state: 'failed', code, message: 'The payment was refused.', decline };
}
