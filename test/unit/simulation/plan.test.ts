import { readFileSync } from 'node:fs';
import { catalogueOf } from '#providers/catalogue';
import { diceFor } from '../../simulation/plan/dice.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { planOf, twinOf } from '../../simulation/plan/plan-of.ts';

const plans = Array.from({ length: 2_000 }, (_, index) => planOf('7', index));

const shareOf = (isMeant: (plan: Plan) => boolean) => plans.filter(isMeant).length / plans.length;

test('the same seed and number give the same plan, in any order', () => {
  const again = [...plans].reverse().map(({ index }) => planOf('7', index));
  expect(again.reverse()).toEqual(plans);
});

test('another seed gives other plans', () => {
  const others = plans.map(({ index }) => planOf('8', index));
  const isSame = (plan: Plan, index: number) =>
    JSON.stringify({ ...plan, seed: '' }) === JSON.stringify({ ...others[index], seed: '' });
  expect(plans.filter(isSame)).toEqual([]);
});

test('every plan is an order that its provider takes', () => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const catalogue = catalogueOf({
    stripe: { apiUrl: '' },
    paypal: { apiUrl: '', certificateOrigins: [], brandName: '' },
    cinetpay: { checkoutUrl: '', sandboxUrl: '', liveUrl: '', currencies: ['XOF'] },
    external: context.stages.dev.providers.external,
  });
  for (const { provider, method, action, amount, currency } of plans) {
    const can = catalogue[provider]!;
    expect(can.methods).toContain(method);
    expect(can.actions).toContain(action);
    const { min, max, multipleOf = 1 } = can.amounts[currency]!;
    expect(amount).toBeGreaterThanOrEqual(min);
    expect(amount).toBeLessThanOrEqual(max);
    expect(amount % multipleOf).toBe(0);
  }
});

test('payments that share an order share its amount, and each knows the other', () => {
  const shared = plans.filter(({ order }) => order?.isShared);
  expect(shared.length).toBeGreaterThan(100);
  for (const plan of shared) {
    const twin = planOf('7', twinOf(plan)!);
    expect(twinOf(twin)).toBe(plan.index);
    expect(twin.order).toEqual(plan.order);
    expect([twin.amount, twin.currency]).toEqual([plan.amount, plan.currency]);
  }
});

test.each([
  ['stripe redirect', 'stripe sdk', 'paypal redirect', 'cinetpay redirect'],
  ['external redirect', 'external qr', 'external push'],
  ['pay', 'decline', 'cancel', 'walk_away', 'pay_after_expiry'],
  ['decline_then_pay', 'later_then_pay', 'later_then_decline', 'cancel_then_pay'],
  ['bank_pays_in_the_evening', 'bank_declines_in_the_evening'],
  ['wait', 'cancel_before', 'cancel_meanwhile'],
  ['500', '429', 'truncate', 'actThenReset', 'actThenTimeout', 'hang', 'refuse'],
  ['lose', 'duplicate', 'reorder', 'wrongSecret', 'stale'],
  ['throttle', 'failBefore', 'failAfter', 'delay', 'killBefore', 'killAfter'],
  ['tokensExpire', 'wrongAmount', 'forgery'],
  ['refund', 'refunds_at_once', 'dashboard_refund', 'dispute'],
])('%s, and similar cases, occur', (...names) => {
  const seen = new Set(plans.flatMap(namesIn));
  expect(names.filter((name) => !seen.has(name))).toEqual([]);
});

const namesIn = ({ provider, action, buyer, shop, trouble, aftermath }: Plan): string[] => [
  `${provider} ${action}`,
  buyer.does,
  shop.does,
  ...[trouble.opening, trouble.asking, trouble.refunding].flatMap((one) => one?.fault ?? []),
  ...[...trouble.notifications, ...trouble.aws].map(({ fault }) => fault),
  ...(['tokensExpire', 'wrongAmount', 'forgery'] as const).filter((name) => trouble[name]),
  ...aftermath.map(({ kind }) => kind),
];

test('most payments are paid, and about half of them have no faults at the provider', () => {
  expect(shareOf(({ buyer }) => buyer.does === 'pay')).toBeGreaterThan(0.5);
  const isLucky = ({ trouble: { opening, asking, notifications } }: Plan) =>
    !opening && !asking && notifications.length === 0;
  expect(shareOf(isLucky)).toBeGreaterThan(0.35);
  expect(shareOf(isLucky)).toBeLessThan(0.55);
});

test('random numbers are even, and follow their weights', () => {
  const dice = diceFor('dice', 1);
  const throws = Array.from({ length: 6_000 }, () => dice.number(1, 6));
  for (const side of [1, 2, 3, 4, 5, 6]) {
    const count = throws.filter((seen) => seen === side).length;
    expect(Math.abs(count - 1_000)).toBeLessThan(120);
  }
  const heads = Array.from({ length: 3_000 }, () => dice.weigh({ heads: 2, tails: 1, edge: 0 }));
  expect(Math.abs(heads.filter((seen) => seen === 'heads').length - 2_000)).toBeLessThan(120);
  expect(heads).not.toContain('edge');
});
