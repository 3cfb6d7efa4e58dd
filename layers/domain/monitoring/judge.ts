import type { AlertThresholds } from '#vocabulary/alerts';
import { isSwitchedOff, type Switches } from '../switches/switches.ts';
import type { AlertKey, AlertWatch, MirroredRule } from './alert.ts';
import type { Verdict } from './alert-state.ts';
import type { Finding, Rule } from './rule.ts';
import type { Watched } from './watched.ts';

/** What the state machine gets of one thing that is watched. */
export type Subject = { key: AlertKey; verdict: Verdict; opensAfter: number };

export type Judgement = { subjects: Subject[]; failures: { rule: string; error: unknown }[] };

export type JudgedBy = { rules: readonly Rule[]; thresholds: AlertThresholds };

const usuallyOpensAfter = 2;

/**
 * Judges everything by every rule, and every active watch of which no rule speaks any more.
 *
 * A rule that fails hides no other one: its alerts stay as they are.
 *
 * @param isPlanned somebody works on the shop, and has said so.
 */
export function judge(
  { rules, thresholds }: JudgedBy,
  watched: Watched,
  active: readonly AlertWatch[],
  isPlanned: boolean,
): Judgement {
  const failures: Judgement['failures'] = [];
  const found = rules.flatMap((rule) => {
    try {
      return rule.evaluate(watched, thresholds).map((finding) => ({ rule, finding }));
    } catch (error) {
      failures.push({ rule: rule.name, error });
      return [];
    }
  });
  const holding = found.flatMap(({ finding }) => (finding.holds ? finding : []));
  const isExplained = ({ inhibitedBy = [] }: Rule, { dimension }: Finding): boolean =>
    holding.some((other) => inhibitedBy.includes(other.rule) && other.dimension === dimension);
  const judged = found.map(({ rule, finding }) => ({
    key: { rule: finding.rule, dimension: finding.dimension },
    opensAfter: rule.opensAfter ?? usuallyOpensAfter,
    verdict: {
      ...finding,
      isQuiet: isPlanned || isExplained(rule, finding) || isStopped(finding, watched.switches),
    },
  }));
  const isSpokenOf = (watch: AlertWatch): boolean =>
    failures.some(({ rule }) => rule === watch.rule) ||
    judged.some(({ key }) => isSameThing(key, watch));
  const others = active.filter((watch) => !isSpokenOf(watch));
  return { subjects: [...judged, ...others.map((watch) => left(watch, isPlanned))], failures };
}

export const isSameThing = (a: AlertKey, b: AlertKey): boolean =>
  a.rule === b.rule && a.dimension === b.dimension;

/** New payments are stopped on purpose, by the kill switch. */
const isStopped = ({ about }: Finding, switches: Switches): boolean =>
  about !== undefined &&
  (about.method
    ? isSwitchedOff(switches, about.provider, about.method)
    : switches.switches.some(
        ({ provider, method, enabled }) => provider === about.provider && !method && !enabled,
      ));

const mirrored: readonly string[] = [
  'cloudwatch_alarm',
  'test_alert',
] satisfies readonly MirroredRule[];

/** Of CloudWatch's alarms only CloudWatch says that they are over; of a rule's things, silence does. */
function left(watch: AlertWatch, isQuiet: boolean): Subject {
  const { rule, dimension, alert } = watch;
  const stays = mirrored.includes(rule);
  const { severity = 'low', evidence = {}, objects = [] } = alert ?? {};
  const verdict = { holds: stays, clears: !stays, severity, evidence, objects, isQuiet };
  return { key: { rule, dimension }, verdict, opensAfter: usuallyOpensAfter };
}
