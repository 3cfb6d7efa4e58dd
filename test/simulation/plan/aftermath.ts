import type { ProviderName } from '#domain/payments/payment';
import type { Dice } from './dice.ts';
import type { Aftermath, BuyerDoes } from './plan.ts';

type Kind = Aftermath['kind'] | 'nothing';

/**
 * What becomes of the money. Only Stripe and PayPal can give it back themselves; of a payment by
 * e-check the bank has the last word on refunds too, so it is left alone.
 */
export function planAftermath(dice: Dice, provider: ProviderName, does: BuyerDoes): Aftermath[] {
  const gives = provider === 'stripe' || provider === 'paypal';
  const isByBank = does === 'bank_pays_in_the_evening';
  const kind = dice.weigh<Kind>({
    nothing: 72,
    refund: 10,
    refunds_at_once: 6,
    dashboard_refund: gives ? 6 : 0,
    dispute: gives ? 6 : 0,
  });
  return kind === 'nothing' || isByBank ? [] : eventsOf(kind, dice, provider);
}

function eventsOf(kind: Aftermath['kind'], dice: Dice, provider: ProviderName): Aftermath[] {
  switch (kind) {
    case 'refund':
      return [
        { kind, percent: dice.pick([10, 50, 100]), sameKeyTwice: dice.chance(0.4) },
        ...(dice.chance(0.3) ? [{ kind, percent: 40, sameKeyTwice: false } as const] : []),
      ];
    case 'refunds_at_once':
      return [{ kind, percents: Array.from({ length: dice.number(2, 4) }, () => 40) }];
    case 'dashboard_refund':
      return [
        { kind, percent: dice.pick([20, 60, 100]), failsLater: dice.chance(0.25) },
        ...(dice.chance(0.5)
          ? [{ kind: 'refund', percent: 50, sameKeyTwice: false } as const]
          : []),
      ];
    case 'dispute':
      return [
        {
          kind,
          ends: dice.pick(['open', 'won', 'lost'] as const),
          percent: dice.pick([40, 100]),
          // Only Stripe tells of a bank that asks.
          warnsFirst: provider === 'stripe' && dice.chance(0.4),
        },
        { kind: 'refund', percent: 30, sameKeyTwice: false },
      ];
  }
}
