import type { Decline } from './decline.ts';
import type { Payment } from './payment.ts';
import type { ProviderState } from './payment-provider.ts';

/**
 * Returns the payment's new last decline, or undefined when it is already stored. A late report
 * never replaces a newer decline; without a provider's time, the first report's time counts.
 */
export function newDecline(
  { lastDecline }: Payment,
  state: ProviderState,
  now: Date,
): Decline | undefined {
  const reported = 'decline' in state ? state.decline : undefined;
  if (reported === undefined) return undefined;
  const isKnown = lastDecline !== undefined && (reported.at ?? lastDecline.at) <= lastDecline.at;
  return isKnown ? undefined : { at: reported.at ?? now.toISOString(), code: reported.code };
}

/** More of them tell nothing new of a payment whose row each would lengthen. */
const declinesMax = 10;

/**
 * When its attempts were declined, with this one: not before the payment and not after now, however
 * wrong the provider's clock is.
 */
export function declinesWith(
  { createdAt, declinedAt, lastDecline }: Payment,
  { at }: Decline,
  now: Date,
): string[] {
  const known = declinedAt ?? (lastDecline ? [lastDecline.at] : []);
  const time = [createdAt, at, now.toISOString()].sort()[1]!;
  return [...known, time].slice(0, declinesMax);
}
