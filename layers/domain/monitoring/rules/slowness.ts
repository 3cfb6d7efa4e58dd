import type { AlertThresholds, RuleName } from '#vocabulary/alerts';
import { evidenceOf, isAbove, isBelow } from '../certainty.ts';
import type { Measure } from '../counters.ts';
import type { Rule } from '../rule.ts';
import { durationsIn, providersIn, slotsOfLast } from '../windows.ts';

/** The slowest twentieth takes longer: the p95 is above the limit. */
const slowShare = 0.05;

type Slowness = Omit<Rule, 'evaluate'> & {
  name: RuleName & `slow_${string}`;
  measure: Measure;
  limitMs: (thresholds: AlertThresholds) => number;
};

const windows = [10, 30, 60] as const;

const slowness = ({ measure, limitMs, ...rule }: Slowness): Rule => ({
  ...rule,
  opensAfter: 1,
  evaluate: (watched, thresholds) =>
    providersIn(watched).map((provider) => {
      const aboveMs = limitMs(thresholds);
      const samples = windows.map((minutes) => ({
        minutes,
        sample: durationsIn(slotsOfLast(watched, minutes), { measure, provider, aboveMs }),
      }));
      const longest = samples.at(-1)!;
      const certain = samples.find(({ sample }) => isAbove(sample, slowShare));
      const { minutes, sample } = certain ?? longest;
      return {
        rule: rule.name,
        dimension: provider,
        severity: 'medium',
        holds: certain !== undefined,
        clears: isBelow(longest.sample, slowShare),
        evidence: {
          minutes,
          slow: sample.bad,
          of: sample.of,
          limitMs: aboveMs,
          ...evidenceOf(sample),
        },
        about: { provider },
      };
    }),
});

export const slowResponses = slowness({
  name: 'slow_responses',
  runbook: 'alert-slow-responses',
  impact: {
    fr: 'L’acheteur attend plus de deux secondes avant de pouvoir payer.',
    en: 'Buyers wait more than two seconds before they can pay.',
  },
  inhibitedBy: ['provider_errors'],
  measure: 'response',
  limitMs: ({ responseMs }) => responseMs,
});

export const slowSettlement = slowness({
  name: 'slow_settlement',
  runbook: 'alert-slow-settlement',
  impact: {
    fr: 'La boutique apprend plus de dix secondes trop tard qu’un acheteur a payé.',
    en: 'The shop learns more than ten seconds late that a buyer has paid.',
  },
  measure: 'settling',
  limitMs: ({ settlementMs }) => settlementMs,
});
