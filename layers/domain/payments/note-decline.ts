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
