import { UnprocessableError } from '../errors.ts';
import { formatMoney, type Locale, type Money, money } from '../money.ts';
import type { PaymentOrder, ProviderName } from './payment.ts';
import type { Capabilities } from './payment-provider.ts';

export type ProviderCatalogue = Partial<Record<ProviderName, Capabilities>>;

/**
 * Finds the provider that serves this method, action, currency and amount.
 *
 * @throws UnprocessableError that says what stands in the way.
 */
export function chooseProvider(catalogue: ProviderCatalogue, order: PaymentOrder): ProviderName {
  const candidates = (Object.entries(catalogue) as [ProviderName, Capabilities][]).filter(
    ([name]) => order.provider === undefined || order.provider === name,
  );
  const able = candidates.filter(
    ([, can]) =>
      can.methods.includes(order.method) &&
      can.actions.includes(order.action) &&
      can.amounts[order.amount.currency] !== undefined,
  );
  const chosen = able.find(([, can]) => isWithin(can, order.amount)) ?? able[0];
  if (!chosen)
    throw new UnprocessableError(
      'no_provider_available',
      `No configured provider takes ${order.method} in ${order.amount.currency} with the action ${order.action}${order.provider ? ` at ${order.provider}` : ''}.`,
    );
  requireAmountWithin(chosen, order);
  return chosen[0];
}

function isWithin(can: Capabilities, { minor, currency }: Money): boolean {
  const { min, max } = can.amounts[currency]!;
  return min <= minor && minor <= max;
}

function requireAmountWithin([name, can]: [ProviderName, Capabilities], order: PaymentOrder) {
  const { minor, currency } = order.amount;
  const { min, max } = can.amounts[currency]!;
  const say = (bound: number, locale: Locale = 'en') => formatMoney(money(bound, currency), locale);
  if (minor < min)
    throw new UnprocessableError(
      'amount_below_minimum',
      `${name} takes ${say(min)} or more; this is ${say(minor)}.`,
    );
  if (minor > max)
    throw new UnprocessableError(
      'amount_above_maximum',
      `${name} takes ${say(max)} at most; this is ${say(minor)}.`,
    );
}
