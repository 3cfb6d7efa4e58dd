import {
  countFalseAlarms,
  type FalseAlarms,
  type OutageName,
  outageNames,
  timeToFind,
} from '../../simulation/alerts/simulate-alerts.ts';

export type AlertSamples = {
  /** Shops of a year in which nothing is wrong, and how many slots each is watched. */
  shops: number;
  slots: number;
  /** How often each outage happens to a shop of each size. */
  outages: number;
};

/** Of outages of one kind in shops of one size. */
type Found = {
  outage: OutageName;
  perHour: number;
  /** The share that was found within two slots, or within the time that the rule waits and two more. */
  inTime: number;
  /** Slots of five minutes; undefined when half of them were not found within six hours. */
  medianSlots?: number;
};

export type AlertMeasures = FalseAlarms & { found: Found[]; msPerEvaluation: number };

/** Payments an hour. */
export const shopSizes = [6, 20, 60, 200, 1_000] as const;

const seed = 2_027;

export function measureAlerts({ shops, slots, outages }: AlertSamples): AlertMeasures {
  const begin = performance.now();
  const alarms = countFalseAlarms({ shops, slots, seed });
  const msPerEvaluation = (performance.now() - begin) / alarms.evaluations;
  const found = outageNames.flatMap((outage) =>
    shopSizes.map((perHour) => foundOf(outage, perHour, outages)),
  );
  return { ...alarms, found, msPerEvaluation };
}

function foundOf(outage: OutageName, perHour: number, times: number): Found {
  const { after, slots } = timeToFind(outage, { perHour, times, seed });
  const sorted = slots.map((slot) => slot ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const median = sorted[Math.floor(times / 2)]!;
  return {
    ...{ outage, perHour },
    inTime: sorted.filter((slot) => slot <= after + 2).length / times,
    ...(Number.isFinite(median) && { medianSlots: median }),
  };
}
