import type { Currency } from '#domain/money';
import type { ProviderName } from '#domain/payments/payment';
import type { Dice } from './dice.ts';
import type { Plan } from './plan.ts';

export type Offer = Pick<Plan, 'provider' | 'method' | 'action' | 'amount' | 'currency' | 'locale'>;

/** What each provider takes in the local cloud's configuration. */
const menus: Record<ProviderName, { method: Plan['method']; actions: Plan['action'][] }> = {
  stripe: { method: 'card', actions: ['redirect', 'sdk'] },
  paypal: { method: 'paypal', actions: ['redirect'] },
  cinetpay: { method: 'mobile_money', actions: ['redirect'] },
  external: { method: 'mobile_money', actions: ['redirect', 'qr', 'push'] },
};

/** Who takes a currency, and how often each is chosen: a third Stripe, the rest about evenly. */
const takers: Record<Currency, Partial<Record<ProviderName, number>>> = {
  EUR: { stripe: 45, paypal: 55 },
  XOF: { stripe: 20, cinetpay: 45, external: 35 },
  XAF: { stripe: 40, external: 60 },
};

/** Multiples of 5, as CinetPay wants them; within every provider's bounds. */
const amounts: Record<Currency, { least: number; most: number }> = {
  EUR: { least: 10, most: 30_000 },
  XOF: { least: 60, most: 200_000 },
  XAF: { least: 60, most: 200_000 },
};

/**
 * What is paid, and how.
 *
 * @param order throws what both payments of one order share: the currency and the amount.
 */
export function planOffer(dice: Dice, order: Dice): Offer {
  const currency = order.weigh<Currency>({ EUR: 46, XOF: 46, XAF: 8 });
  const { least, most } = amounts[currency];
  const amount = 5 * order.number(least, most);
  const provider = dice.weigh(takers[currency] as Record<ProviderName, number>);
  const { method, actions } = menus[provider];
  const locale = dice.pick(['fr', 'en'] as const);
  return { provider, method, action: dice.pick(actions), amount, currency, locale };
}
