import { evidenceOf, lowerBound, type Sample } from '../certainty.ts';
import type { Finding, Rule } from '../rule.ts';
import { paymentsIn, providersIn, slotsOfLast } from '../windows.ts';

/** Buyers are declined too, but more of them can pay. */
const declinedShare = 0.5;

/** Somebody tries stolen cards, many of which no longer work. */
export const declinesInSeries: Rule = {
  name: 'declines_in_series',
  runbook: 'alert-declines-in-series',
  impact: {
    fr: 'Quelqu’un essaie sans doute des cartes volées : des contestations suivront.',
    en: 'Somebody is probably trying stolen cards: disputes will follow.',
  },
  opensAfter: 1,
  evaluate: (watched, { declines }) =>
    providersIn(watched).map((provider): Finding => {
      const { declined, completed } = paymentsIn(slotsOfLast(watched, 60), provider);
      const sample: Sample = { bad: declined, of: declined + completed };
      return {
        rule: 'declines_in_series',
        dimension: provider,
        severity: 'high',
        holds: declined >= declines && lowerBound(sample) > declinedShare,
        clears: declined < 0.8 * declines,
        evidence: { minutes: 60, declined, completed, ...evidenceOf(sample) },
        about: { provider },
      };
    }),
};
