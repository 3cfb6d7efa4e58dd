import { methods } from '#vocabulary/payments';
import { PaymentsSwitchedOffError, UnprocessableError } from '../errors.ts';
import { formatMoney, type Locale, type Money, money } from '../money.ts';
import type { Method, PaymentOrder, ProviderName } from './payment.ts';
import type { Capabilities } from './payment-provider.ts';

export type ProviderCatalogue = Partial<Record<ProviderName, Capabilities>>;

/** Whether an admin has switched off a provider's method. */
export type IsSwitchedOff = (provider: ProviderName, method: PaymentOrder['method']) => boolean;

type Candidate = [ProviderName, Capabilities];

/**
 * Finds the provider for this method, action, currency and amount.
 *
 * @throws UnprocessableError that says what is wrong.
 * @throws PaymentsSwitchedOffError when every matching provider is switched off.
 */
export function chooseProvider(
  catalogue: ProviderCatalogue,
  order: PaymentOrder,
  isSwitchedOff: IsSwitchedOff = () => false,
): ProviderName {
  const able = (Object.entries(catalogue) as Candidate[]).filter(
    ([name, can]) =>
      (order.provider === undefined || order.provider === name) &&
      can.methods.includes(order.method) &&
      can.actions.includes(order.action) &&
      can.amounts[order.amount.currency] !== undefined,
  );
  if (able.length === 0)
    throw new UnprocessableError(
      'no_provider_available',
      `No configured provider takes ${order.method} in ${order.amount.currency} with the action ${order.action}${order.provider ? ` at ${order.provider}` : ''}.`,
    );
  const fitting = able.filter(([, can]) => isWithin(can, order.amount));
  if (fitting.length === 0) throw obstacleAt(able[0]!, order.amount);
  const chosen = fitting.find(([name]) => !isSwitchedOff(name, order.method));
  if (!chosen) throw new PaymentsSwitchedOffError(order.method);
  return chosen[0];
}

/** The methods that can take this amount now by redirect. */
export const methodsFor = (
  catalogue: ProviderCatalogue,
  amount: Money,
  isSwitchedOff: IsSwitchedOff,
): Method[] =>
  methods.filter((method) =>
    (Object.entries(catalogue) as Candidate[]).some(
      ([name, can]) =>
        can.methods.includes(method) &&
        can.actions.includes('redirect') &&
        can.amounts[amount.currency] !== undefined &&
        isWithin(can, amount) &&
        !isSwitchedOff(name, method),
    ),
  );

function isWithin(can: Capabilities, { minor, currency }: Money): boolean {
  const { min, max, multipleOf = 1 } = can.amounts[currency]!;
  return min <= minor && minor <= max && minor % multipleOf === 0;
}

function obstacleAt([name, can]: Candidate, { minor, currency }: Money): UnprocessableError {
  const { min, max, multipleOf } = can.amounts[currency]!;
  const written = (bound: number, locale: Locale = 'en') =>
    formatMoney(money(bound, currency), locale);
  if (minor < min)
    return new UnprocessableError(
      'amount_below_minimum',
      `${name} takes ${written(min)} or more; this is ${written(minor)}.`,
    );
  if (minor > max)
    return new UnprocessableError(
      'amount_above_maximum',
      `${name} takes ${written(max)} at most; this is ${written(minor)}.`,
    );
  return new UnprocessableError(
    'amount_not_a_multiple',
    `${name} takes multiples of ${written(multipleOf!)} only; this is ${written(minor)}.`,
  );
}
