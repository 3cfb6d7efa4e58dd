import type { Alert } from './alert.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';

/** What users lose, and where the runbook says what to do. */
export type Explanation = Pick<Rule, 'impact' | 'runbook' | 'over'>;

const test: Explanation = {
  impact: {
    fr: 'Ceci est un essai : les alertes de la boutique arrivent.',
    en: 'This is a test: the shop’s alerts arrive.',
  },
  runbook: 'alerts',
};

/** An alarm brings its own words, in English; an alert of another release may have no rule here. */
export function explain({ rule, evidence }: Pick<Alert, 'rule' | 'evidence'>): Explanation {
  const known = rules.find(({ name }) => name === rule);
  if (known) return known;
  if (rule === 'test_alert') return test;
  const { impact = rule, runbook = 'alerts' } = evidence;
  return { impact: { fr: String(impact), en: String(impact) }, runbook: String(runbook) };
}
