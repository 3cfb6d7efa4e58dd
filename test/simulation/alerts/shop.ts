import type { ProviderName } from '#vocabulary/providers';
import type { Draw } from './draw.ts';

export type Provider = {
  name: ProviderName;
  /** Of the shop's payments. */
  part: number;
  /** Shares of what goes wrong on any day; failures are below the rule's 5 %. */
  failing: number;
  recovering: number;
  declined: number;
  unanswered: number;
  slow: number;
  settledLate: number;
};

/** A shop that sells as it always does. */
export type Shop = {
  timeZone: string;
  /** Payments in its mean open hour. */
  perHour: number;
  /** By hour of the day and by weekday, from Sunday: around 1. */
  ofHour: readonly number[];
  ofWeekday: readonly number[];
  /** How much one day differs from another: the deviation of its logarithm. */
  unrest: number;
  /** Buyers who begin to pay and do not. */
  leaving: number;
  providers: readonly Provider[];
  from: string;
  to: string;
};

const days: readonly ((hour: number) => number)[] = [
  // An office: nothing at night.
  (hour) => (hour >= 8 && hour < 19 ? 1 : 0.02),
  // People at home.
  (hour) =>
    0.15 + 1.4 * Math.exp(-((hour - 20) ** 2) / 18) + 0.8 * Math.exp(-((hour - 12) ** 2) / 12),
  // All over the world.
  () => 0.8,
  // A market.
  (hour) => (hour >= 6 && hour < 14 ? 1.3 : 0.1),
];

const oneOf = <Value>(draw: Draw, values: readonly Value[]): Value =>
  values[Math.floor(draw.share() * values.length)]!;

const aProvider = (draw: Draw, name: ProviderName, part: number): Provider => ({
  name,
  part,
  failing: draw.between(0, 0.04),
  recovering: draw.between(0, 0.3),
  declined: draw.between(0, 0.25),
  unanswered: draw.between(0, 0.01),
  slow: draw.between(0, 0.04),
  settledLate: draw.between(0, 0.03),
});

/** From two payments a day to two thousand an hour. */
export function aShop(draw: Draw, perHour = draw.logBetween(2 / 24, 2_000)): Shop {
  const day = oneOf(draw, days);
  const second = draw.share() < 0.5 ? draw.between(0.1, 0.5) : 0;
  const sunday = oneOf(draw, [0, 0.2, 1, 1.5]);
  const saturday = oneOf(draw, [0.1, 0.7, 1.2]);
  return {
    timeZone: oneOf(draw, ['Europe/Paris', 'Africa/Abidjan', 'Africa/Douala']),
    perHour,
    ofHour: Array.from({ length: 24 }, (_, hour) => day(hour) * draw.between(0.8, 1.2)),
    ofWeekday: [sunday, 1, 1, 1, 1, 1.1, saturday],
    unrest: draw.between(0, 0.3),
    leaving: draw.between(0.05, 0.4),
    providers: [
      aProvider(draw, 'stripe', 1 - second),
      ...(second > 0 ? [aProvider(draw, oneOf(draw, ['paypal', 'cinetpay']), second)] : []),
    ],
    ...oneOf(draw, [
      { from: '00:00', to: '24:00' },
      { from: '08:00', to: '20:00' },
      { from: '09:00', to: '23:00' },
    ]),
  };
}

/** What is broken from a time on: shares of the first provider's payments, or of all. */
export type Outage = {
  failing?: number;
  unanswered?: number;
  slow?: number;
  /** The provider tells us of no payment any more. */
  untold?: true;
  /** No buyer gets as far as to pay. */
  empty?: true;
};
