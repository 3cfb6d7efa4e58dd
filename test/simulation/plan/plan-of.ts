import { planAftermath } from './aftermath.ts';
import { type Dice, diceFor } from './dice.ts';
import { planOffer } from './offer.ts';
import type { BuyerDoes, Plan, ShopDoes } from './plan.ts';
import { planTrouble } from './troubles.ts';

/** One pair of neighbours in so many shares an order. */
const sharedOrders = 0.12;

/** Everything that will happen to one payment: the same for the same seed and index, wherever. */
export function planOf(seed: string, index: number): Plan {
  const dice = diceFor(seed, 'payment', index);
  const order = planOrder(seed, index, dice);
  const offer = planOffer(dice, order?.isShared ? diceFor(seed, 'order', pairOf(index)) : dice);
  const does = planBuyer(dice);
  const shop = planShop(dice, does);
  const draft = { seed, index, ...offer, order, shop };
  const buyer = { does, comesBack: dice.chance(0.6), polls: dice.number(0, 1) };
  // What is given back of a payment decides who has paid for its order: that has tests of its own.
  const aftermath = order?.isShared ? [] : planAftermath(dice, offer.provider, does);
  const trouble = planTrouble(dice, { ...offer, hasRefunds: aftermath.length > 0 });
  return { ...draft, buyer, trouble, aftermath };
}

/** The neighbour that pays for the same order, or undefined. */
export const twinOf = ({ order, index }: Plan): number | undefined =>
  order?.isShared ? index ^ 1 : undefined;

const pairOf = (index: number): number => index >> 1;

function planOrder(seed: string, index: number, dice: Dice): Plan['order'] {
  const pair = pairOf(index);
  const isShared = diceFor(seed, 'pair', pair).chance(sharedOrders);
  if (isShared) return { name: `order-${pair}`, isShared };
  return dice.chance(0.5) ? { name: `order-of-${index}`, isShared } : undefined;
}

const planBuyer = (dice: Dice): BuyerDoes =>
  dice.weigh<BuyerDoes>({
    pay: 58,
    decline: 3,
    decline_then_pay: 7,
    later_then_pay: 6,
    later_then_decline: 2,
    bank_pays_in_the_evening: 4,
    bank_declines_in_the_evening: 2,
    cancel: 3,
    cancel_then_pay: 4,
    walk_away: 5,
    pay_after_expiry: 6,
  });

function planShop(dice: Dice, does: BuyerDoes): Plan['shop'] {
  const reaction = dice.weigh<ShopDoes>({ wait: 88, cancel_before: 6, cancel_meanwhile: 6 });
  const patience = dice.chance(0.1) ? 'same_key' : 'new_key';
  const duplicate = dice.pick(['leave', 'given_back', 'ask_provider'] as const);
  // Of a payment by e-check the bank has the last word on refunds, days later.
  const isByBank = does === 'bank_pays_in_the_evening';
  const isTooSlow = isByBank && duplicate === 'ask_provider';
  return { does: reaction, patience, duplicate: isTooSlow ? 'given_back' : duplicate };
}
