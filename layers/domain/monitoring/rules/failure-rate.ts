import type { AlertThresholds, RuleName } from '#vocabulary/alerts';
import type { ProviderName } from '#vocabulary/providers';
import { evidenceOf, isAbove, isBelow, lowerBound, type Sample } from '../certainty.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Watched } from '../watched.ts';
import { paymentsIn, providersIn, slotsOfLast } from '../windows.ts';

type FailureRate = {
  name: RuleName & `failure_rate_${string}`;
  runbook: string;
  impact: Rule['impact'];
  threshold: (thresholds: AlertThresholds) => number;
  /** In minutes; it holds if it does in any of them, and clears by the longest, the last one. */
  windows: readonly number[];
};

/** Money that came after all was no failure. Cancelled and expired payments were nobody's fault. */
function decided(watched: Watched, minutes: number, provider: ProviderName): Sample {
  const { completed, failed, recovered } = paymentsIn(slotsOfLast(watched, minutes), provider);
  const bad = Math.max(0, failed - recovered);
  return { bad, of: completed + bad };
}

function judged(
  rule: FailureRate,
  watched: Watched,
  threshold: number,
  provider: ProviderName,
): Finding {
  const samples = rule.windows.map((minutes) => ({
    minutes,
    sample: decided(watched, minutes, provider),
  }));
  const longest = samples.at(-1)!;
  const certain = samples.filter(({ sample }) => isAbove(sample, threshold));
  const { minutes, sample } = certain[0] ?? longest;
  return {
    rule: rule.name,
    dimension: provider,
    severity: lowerBound(sample) > 0.5 ? 'critical' : 'high',
    holds: certain.length > 0,
    clears: isBelow(longest.sample, threshold),
    evidence: { minutes, failed: sample.bad, decided: sample.of, threshold, ...evidenceOf(sample) },
    about: { provider },
  };
}

const failureRate = (rule: FailureRate): Rule => ({
  name: rule.name,
  runbook: rule.runbook,
  impact: rule.impact,
  inhibitedBy: ['provider_errors'],
  opensAfter: 1,
  evaluate: (watched, thresholds) =>
    providersIn(watched).map((provider) =>
      judged(rule, watched, rule.threshold(thresholds), provider),
    ),
});

/** The shorter windows find an outage before the good payments of the hour are over. */
export const failureRateOfHour = failureRate({
  name: 'failure_rate_1h',
  runbook: 'alert-failure-rate-1h',
  impact: {
    fr: 'Trop de paiements échouent depuis une heure : des acheteurs ne parviennent pas à payer.',
    en: 'Too many payments have failed within an hour: buyers cannot pay.',
  },
  threshold: ({ failureRate1h }) => failureRate1h,
  windows: [10, 30, 60],
});

export const failureRateOfSixHours = failureRate({
  name: 'failure_rate_6h',
  runbook: 'alert-failure-rate-6h',
  impact: {
    fr: 'Plus d’un paiement sur quatre échoue depuis six heures : des ventes sont perdues.',
    en: 'More than one payment of four has failed within six hours: sales are lost.',
  },
  threshold: ({ failureRate6h }) => failureRate6h,
  windows: [360],
});
