import type { Dice } from './dice.ts';
import type { Offer } from './offer.ts';
import type { AwsTrouble, NotificationTrouble, RequestTrouble, Trouble } from './plan.ts';

/** How often each kind of bad luck meets a payment. */
const luck = {
  opening: 0.1,
  asking: 0.12,
  refunding: 0.4,
  notification: 0.45,
  aws: 0.35,
  tokensExpire: 0.02,
  wrongAmount: 0.02,
  forgery: 0.06,
};

export function planTrouble(dice: Dice, offer: Offer & { hasRefunds: boolean }): Trouble {
  const when = <Planned>(probability: number, plan: () => Planned): Planned | undefined =>
    dice.chance(probability) ? plan() : undefined;
  // CinetPay's newer API does not tell how much was paid, so nobody could notice.
  const tellsAmount = offer.provider !== 'cinetpay';
  return {
    opening: when(luck.opening, () => planRequest(dice, { refuse: 1 })),
    asking: when(luck.asking, () => planRequest(dice)),
    refunding: offer.hasRefunds ? when(luck.refunding, () => planRequest(dice)) : undefined,
    notifications: repeated(dice, luck.notification, () => planNotification(dice)),
    aws: repeated(dice, luck.aws, () => planAws(dice, offer.hasRefunds)),
    tokensExpire: dice.chance(luck.tokensExpire),
    wrongAmount: tellsAmount && dice.chance(luck.wrongAmount),
    forgery: dice.chance(luck.forgery),
  };
}

/** Bad luck seldom comes alone: each trouble brings another one with the same probability. */
function repeated<Planned>(dice: Dice, probability: number, plan: () => Planned): Planned[] {
  const planned: Planned[] = [];
  while (planned.length < 3 && dice.chance(probability)) planned.push(plan());
  return planned;
}

function planRequest(dice: Dice, more: { refuse?: number } = {}): RequestTrouble {
  const fault = dice.weigh<RequestTrouble['fault']>({
    '500': 4,
    '429': 5,
    truncate: 4,
    actThenReset: 8,
    // Each of these makes a function wait for six seconds, and Stripe's client for twelve.
    actThenTimeout: 0.6,
    hang: 0.4,
    refuse: more.refuse ?? 0,
  });
  const isSlow = fault === 'hang' || fault === 'actThenTimeout';
  return { fault, times: isSlow ? dice.number(1, 2) : dice.number(1, 4) };
}

function planNotification(dice: Dice): NotificationTrouble {
  const fault = dice.weigh<NotificationTrouble['fault']>({
    lose: 10,
    delay: 5,
    duplicate: 7,
    reorder: 5,
    wrongSecret: 2,
    stale: 1,
  });
  const times = dice.number(1, 3);
  switch (fault) {
    case 'lose':
    case 'wrongSecret':
    case 'stale':
      return { fault, times: dice.chance(0.4) ? 20 : times };
    case 'delay':
    case 'reorder':
      return { fault, times, delayMs: dice.number(100, 2_000) };
    case 'duplicate':
      return { fault, times, copies: dice.number(2, 4), concurrent: dice.chance(0.6) };
  }
}

type Aim = Pick<AwsTrouble, 'function' | 'service'> & { calls: number };

/** The functions that a payment passes, each with the calls that it makes of a service. */
const path: readonly Aim[] = [
  { function: 'payments/initiate-payment', service: 'dynamodb', calls: 2 },
  { function: 'receive-webhook', service: 'sqs', calls: 1 },
  { function: 'payments/settle-payment', service: 'dynamodb', calls: 3 },
  { function: 'payments/receive-callback', service: 'dynamodb', calls: 2 },
  { function: 'payments/get-payment', service: 'dynamodb', calls: 2 },
  { function: 'payments/cancel-payment', service: 'dynamodb', calls: 3 },
  { function: 'outbox/relay-events', service: 'sqs', calls: 2 },
  { function: 'invoices/generate-invoice', service: 'dynamodb', calls: 4 },
  { function: 'messages/send-message', service: 'dynamodb', calls: 3 },
];

const refunds: Aim = { function: 'refunds/request-refund', service: 'dynamodb', calls: 4 };

function planAws(dice: Dice, hasRefunds: boolean): AwsTrouble {
  const { calls, ...aim } = hasRefunds && dice.chance(0.5) ? refunds : dice.pick(path);
  const fault = dice.weigh<AwsTrouble['fault']>({
    throttle: 3,
    failBefore: 3,
    failAfter: 4,
    delay: 2,
    killBefore: 2,
    killAfter: 2,
  });
  const nth = dice.number(1, calls);
  switch (fault) {
    case 'throttle':
    case 'failBefore':
    case 'failAfter':
      // The SDK tries three times by itself.
      return { ...aim, fault, nth, times: dice.number(1, 4) };
    case 'delay':
      return { ...aim, fault, nth, times: 1, delayMs: dice.number(100, 1_500) };
    case 'killBefore':
    case 'killAfter':
      return { ...aim, fault, nth, times: 1 };
  }
}
