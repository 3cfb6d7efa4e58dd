import type { Decline } from './decline.ts';
import type { Payment } from './payment.ts';
import type { ProviderState } from './payment-provider.ts';

/**
 * The decline that a payment shall carry from now on, undefined when it has it already. What is told
 * late never overwrites a newer one; where a provider tells no time, it is known from when it was
 * first told.
 */
export function newDecline(
  { lastDecline }: Payment,
  state: ProviderState,
  now: Date,
): Decline | undefined {
  const told = 'decline' in state ? state.decline : undefined;
  if (told === undefined) return undefined;
  const isKnown = lastDecline !== undefined && (told.at ?? lastDecline.at) <= lastDecline.at;
  return isKnown ? undefined : { at: told.at ?? now.toISOString(), code: told.code };
}
