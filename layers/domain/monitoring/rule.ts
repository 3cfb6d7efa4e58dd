import type { AlertThresholds, RuleName, Severity } from '#vocabulary/alerts';
import type { Locale } from '../money.ts';
import type { Method, ProviderName } from '../payments/payment.ts';
import type { Watched } from './watched.ts';

/** What a rule says of one thing that it watches, at one evaluation. */
export type Finding = {
  rule: RuleName;
  /** Which of the rule's things, in `[\w.:-]+`: a provider, a schedule; `shop` when there is one. */
  dimension: string;
  severity: Severity;
  /** Opens an alert, or keeps it open. */
  holds: boolean;
  /**
   * Resolves it: clearly better than what opens it (0.8 × the threshold, and the minimum sample).
   * Neither of both keeps the state as it is.
   */
  clears: boolean;
  /** The numbers that lead to the verdict, for people: never of a person. */
  evidence: Record<string, number | string>;
  /** What it is about: ids, or origins. */
  objects?: readonly string[];
  /** Stopped on purpose by the kill switch, it is no alert. */
  about?: { provider: ProviderName; method?: Method };
};

/**
 * Watches one kind of trouble; pure.
 *
 * `evaluate` gives a finding for each thing that it watches, also when nothing is wrong: a thing of
 * an open alert that no longer has one counts as fine.
 */
export type Rule = {
  name: RuleName;
  /** The section of docs/runbook.md, as in its link. */
  runbook: string;
  /** What users lose, as one sentence of at most 120 characters: also the subject of the mail. */
  impact: Record<Locale, string>;
  /** What is true when it is over, where that is not all being well again. */
  over?: Record<Locale, string>;
  /** A finding of these that holds for the same dimension explains this rule's. */
  inhibitedBy?: readonly RuleName[];
  /** For how many evaluations it must hold; 2 when absent, 1 for what is certain at once. */
  opensAfter?: number;
  evaluate(watched: Watched, thresholds: AlertThresholds): Finding[];
};
