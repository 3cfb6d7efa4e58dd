import type { AlertThresholds, Severity } from '#vocabulary/alerts';
import type { Finding, Rule } from '../rule.ts';
import type { CountedTrouble, TroubleKind } from '../trouble.ts';
import { troublesOfLast } from '../windows.ts';

type ByTrouble = Omit<Rule, 'evaluate' | 'opensAfter'> & {
  kind: TroubleKind;
  /** Only in these places. */
  only?: (dimension: string) => boolean;
  severity: Severity;
  minutes: number;
  /** How many within this time; 1 when absent. */
  min?: (thresholds: AlertThresholds) => number;
};

/** What happens so rarely, or so certainly, that its number is enough. */
export function byTrouble({
  kind,
  only = () => true,
  severity,
  minutes,
  min,
  ...rule
}: ByTrouble): Rule {
  const found = (dimension: string, ones: readonly CountedTrouble[], enough: number): Finding => {
    const count = ones.reduce((sum, one) => sum + one.count, 0);
    return {
      rule: rule.name,
      dimension,
      severity,
      holds: count >= enough,
      clears: count < 0.8 * enough,
      evidence: { minutes, count, enough },
      objects: [...new Set(ones.flatMap(({ examples }) => examples))],
    };
  };
  return {
    ...rule,
    opensAfter: 1,
    evaluate: (watched, thresholds) => {
      const lately = troublesOfLast(watched, minutes, kind).filter(({ dimension }) =>
        only(dimension),
      );
      const places = Map.groupBy(lately, ({ dimension }) => placeOf(dimension));
      return [...places].map(([place, ones]) => found(place, ones, min?.(thresholds) ?? 1));
    },
  };
}

/** In the signs that names of alerts may have. */
const placeOf = (dimension: string): string =>
  dimension === 'all' ? 'shop' : dimension.replace(/[^\w.:-]/g, '_');
