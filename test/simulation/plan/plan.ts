import type { Currency } from '#domain/money';
import type { Method, PaymentAction, ProviderName } from '#domain/payments/payment';

/** What the buyer does at the provider. */
export type BuyerDoes =
  | 'pay'
  | 'decline'
  | 'decline_then_pay'
  | 'later_then_pay'
  | 'later_then_decline'
  /** Chooses a method that takes days; the bank answers in the evening. */
  | 'bank_pays_in_the_evening'
  | 'bank_declines_in_the_evening'
  | 'cancel'
  | 'cancel_then_pay'
  | 'walk_away'
  /** Keeps the page open, and pays when the shop has given the payment up. */
  | 'pay_after_expiry';

/** What the shop does beside waiting. */
export type ShopDoes = 'wait' | 'cancel_before' | 'cancel_meanwhile';

/** Something goes wrong with what Péage asks of the provider. */
export type RequestTrouble = {
  fault: '500' | '429' | 'truncate' | 'actThenReset' | 'actThenTimeout' | 'hang' | 'refuse';
  times: number;
};

/** Something goes wrong with the provider's notifications. */
export type NotificationTrouble = {
  fault: 'lose' | 'delay' | 'duplicate' | 'reorder' | 'wrongSecret' | 'stale';
  times: number;
  delayMs?: number;
  copies?: number;
  concurrent?: boolean;
};

/** Something goes wrong in AWS while a function of ours works on this very payment. */
export type AwsTrouble = {
  /** `receive-webhook` stands for that of the payment's provider. */
  function: string;
  service?: 'dynamodb' | 'sqs' | 'ses';
  fault: 'throttle' | 'failBefore' | 'failAfter' | 'delay' | 'killBefore' | 'killAfter';
  nth: number;
  times: number;
  delayMs?: number;
};

export type Trouble = {
  opening?: RequestTrouble;
  /** While Péage asks what has become of the payment, or takes approved money. */
  asking?: RequestTrouble;
  refunding?: RequestTrouble;
  notifications: NotificationTrouble[];
  aws: AwsTrouble[];
  /** Every access token given so far is refused from now on. */
  tokensExpire: boolean;
  /** The buyer pays another sum than the one asked for. */
  wrongAmount: boolean;
  /** Somebody posts a notification that says the payment is paid, and cannot prove it. */
  forgery: boolean;
};

/** What happens to the money once it has come. Parts are percents of the payment. */
export type Aftermath =
  | { kind: 'refund'; percent: number; sameKeyTwice: boolean }
  | { kind: 'refunds_at_once'; percents: number[] }
  /** Made by hand at the provider; it may fail days later. */
  | { kind: 'dashboard_refund'; percent: number; failsLater: boolean }
  /** The bank may ask first: a warning that stays open withholds nothing. */
  | { kind: 'dispute'; ends: 'open' | 'won' | 'lost'; percent: number; warnsFirst: boolean };

export type Plan = {
  seed: string;
  index: number;
  provider: ProviderName;
  method: Method;
  action: PaymentAction['kind'];
  /** Minor units. */
  amount: number;
  currency: Currency;
  locale: 'fr' | 'en';
  /** Shared by two payments when an order is paid in two tabs, or at two providers. */
  order?: { name: string; isShared: boolean };
  buyer: { does: BuyerDoes; comesBack: boolean; polls: number };
  shop: {
    does: ShopDoes;
    /** How it goes on after a request that was not answered. */
    patience: 'same_key' | 'new_key';
    /** What finance does in the evening with the refund of a duplicate. */
    duplicate: 'leave' | 'given_back' | 'ask_provider';
  };
  trouble: Trouble;
  aftermath: Aftermath[];
};
