import { type Severity, severities } from '#vocabulary/alerts';
import type { Alert, AlertChange, AlertFact, AlertKey, AlertReason, AlertWatch } from './alert.ts';
import type { Finding } from './rule.ts';

/** What the state machine needs of a finding; `isQuiet`: stopped on purpose, or explained. */
export type Verdict = Pick<Finding, 'holds' | 'clears' | 'severity' | 'evidence' | 'objects'> & {
  isQuiet?: boolean;
};

export type EvaluationOf = {
  /** The end of the judged slot. */
  at: Date;
  opensAfter: number;
  /** `clearsAfter` when absent. */
  clearsAfter?: number;
  /** Of a new alert, should one open. */
  newId: () => string;
};

/** The watch as it is now, and what people are to hear; undefined when nothing changed. */
export type Evolution = { watch: AlertWatch; told?: Telling };

export type Telling = { type: AlertFact['type']; because: AlertReason; alert: Alert };

/** Three evaluations in a row: a quarter of an hour. */
const clearsAfter = 3;

const minuteMs = 60_000;

/** Coming back within it is the same alert, and rings no sooner. */
const flapGuardMs = 60 * minuteMs;

/** High and critical alerts that nobody has acknowledged: after 15 minutes, and after an hour. */
const escalationMs = [15 * minuteMs, 60 * minuteMs] as const;

/** A critical one that nobody has acknowledged rings again. */
const repeatMs = 4 * 60 * minuteMs;

const historyMax = 50;

const rank = (severity: Severity): number => severities.indexOf(severity);

const isWorse = (severity: Severity, than: Severity): boolean => rank(severity) > rank(than);

const escalates = ({ severity }: Alert): boolean => rank(severity) >= rank('high');

const msSince = (at: Date, since: string): number => at.getTime() - Date.parse(since);

export const noted = (
  alert: Alert,
  change: Omit<AlertChange, 'severity'>,
): Pick<Alert, 'history'> => ({
  history: [...alert.history, { ...change, severity: alert.severity }].slice(-historyMax),
});

/**
 * Takes one thing from evaluation to evaluation: ok, pending, open, acknowledged, resolved.
 *
 * Judging a slot twice changes nothing. A quiet verdict opens and rings nothing, but what is fine
 * may still resolve.
 */
export function evolve(
  key: AlertKey,
  before: AlertWatch | undefined,
  found: Verdict,
  evaluation: EvaluationOf,
): Evolution | undefined {
  const at = evaluation.at.toISOString();
  if (before && before.evaluatedAt >= at) return undefined;
  const verdict = found.isQuiet ? { ...found, holds: false } : found;
  const { rule, dimension } = key;
  const watch: AlertWatch = {
    ...(before ?? { rule, dimension, holding: 0, clearing: 0 }),
    evaluatedAt: at,
    version: (before?.version ?? 0) + 1,
  };
  const { alert } = watch;
  if (alert && alert.state !== 'resolved') return carryOn(watch, alert, verdict, evaluation);
  if (!verdict.holds) {
    // What was never noticed leaves nothing behind.
    return before && before.holding > 0 ? { watch: { ...watch, holding: 0 } } : undefined;
  }
  const holding = watch.holding + 1;
  if (holding < evaluation.opensAfter) return { watch: { ...watch, holding } };
  return open({ ...watch, holding: 0, clearing: 0 }, verdict, evaluation);
}

function open(watch: AlertWatch, verdict: Verdict, evaluation: EvaluationOf): Evolution {
  const last = watch.alert;
  if (last?.resolvedAt && msSince(evaluation.at, last.resolvedAt) < flapGuardMs)
    return reopen(watch, last, verdict, evaluation);
  const { at, newId } = evaluation;
  const { rule, dimension } = watch;
  const openedAt = at.toISOString();
  const { severity, evidence, objects = [] } = verdict;
  const alert: Alert = {
    ...{ id: newId(), rule, dimension, state: 'open', severity, openedAt, evidence },
    objects: [...objects],
    ...{ rungAt: openedAt, step: 0, toldResolved: false, reopened: 0 },
    history: [{ at: openedAt, what: 'opened', severity }],
  };
  return { watch: { ...watch, alert }, told: { type: 'alert.opened', because: 'opened', alert } };
}

/** The same alert again: it rings when people last heard of it an hour ago, or when it is worse. */
function reopen(
  watch: AlertWatch,
  last: Alert,
  verdict: Verdict,
  evaluation: EvaluationOf,
): Evolution {
  const at = evaluation.at.toISOString();
  const { resolvedAt: _, acknowledgement: __, ...rest } = last;
  const again: Alert = { ...rest, state: 'open', step: 0, reopened: last.reopened + 1 };
  const alert = { ...again, ...noted(again, { at, what: 'reopened' }) };
  return carryOn({ ...watch, alert }, alert, verdict, evaluation);
}

function carryOn(
  watch: AlertWatch,
  alert: Alert,
  verdict: Verdict,
  evaluation: EvaluationOf,
): Evolution {
  const { at } = evaluation;
  const clearing = verdict.clears && !verdict.holds ? watch.clearing + 1 : 0;
  if (clearing >= (evaluation.clearsAfter ?? clearsAfter)) return resolve(watch, alert, at);
  const seen: Alert = verdict.holds
    ? { ...alert, evidence: verdict.evidence, objects: [...(verdict.objects ?? [])] }
    : alert;
  const because = verdict.isQuiet ? undefined : reasonToRing(seen, verdict, at);
  const current = { ...watch, clearing };
  if (!because) return { watch: { ...current, alert: seen } };
  const rung = ring(seen, verdict, because, at);
  const type = because === 'opened' ? 'alert.opened' : 'alert.escalated';
  return { watch: { ...current, alert: rung }, told: { type, because, alert: rung } };
}

/** Why people must hear of an open alert now, if they must. */
function reasonToRing(alert: Alert, { holds, severity }: Verdict, at: Date) {
  if (holds && isWorse(severity, alert.severity)) return 'worse';
  const { acknowledgement, state } = alert;
  if (state === 'acknowledged')
    return holds && acknowledgement?.until && at.toISOString() >= acknowledgement.until
      ? 'snooze_over'
      : undefined;
  if (!holds) return undefined;
  const silentMs = msSince(at, alert.rungAt);
  if (alert.toldResolved) return silentMs >= flapGuardMs ? 'opened' : undefined;
  if (!escalates(alert)) return undefined;
  const sinceOpenMs = msSince(at, openSince(alert));
  if (alert.step < 1 && sinceOpenMs >= escalationMs[0]) return 'unanswered';
  if (alert.step < 2 && sinceOpenMs >= escalationMs[1]) return 'still_unanswered';
  return alert.severity === 'critical' && silentMs >= repeatMs ? 'repeated' : undefined;
}

/** Since when people could have answered: the opening, or the ring that started it anew. */
function openSince({ history, openedAt }: Alert): string {
  const start = history.findLast(({ what }) => startsAnew.has(what));
  return start?.at ?? openedAt;
}

const startsAnew: ReadonlySet<AlertChange['what']> = new Set(['opened', 'worse', 'snooze_over']);

const stepAfter: Record<AlertReason, (step: Alert['step']) => Alert['step']> = {
  opened: () => 0,
  worse: () => 0,
  snooze_over: () => 0,
  unanswered: () => 1,
  still_unanswered: () => 2,
  repeated: (step) => step,
  resolved: (step) => step,
};

function ring(alert: Alert, { severity }: Verdict, because: AlertReason, at: Date): Alert {
  const { acknowledgement: _, ...rest } = alert;
  const rung: Alert = {
    ...(startsAnew.has(because) ? rest : alert),
    state: 'open',
    severity: isWorse(severity, alert.severity) ? severity : alert.severity,
    rungAt: at.toISOString(),
    step: stepAfter[because](alert.step),
    toldResolved: false,
  };
  return { ...rung, ...noted(rung, { at: at.toISOString(), what: because }) };
}

/** Told once: an alert that came back in silence also goes in silence. */
function resolve(watch: AlertWatch, alert: Alert, at: Date): Evolution {
  const resolvedAt = at.toISOString();
  const over: Alert = {
    ...{ ...alert, state: 'resolved', resolvedAt, toldResolved: true },
    ...noted(alert, { at: resolvedAt, what: 'resolved' }),
  };
  const rest = { ...watch, holding: 0, clearing: 0 };
  if (alert.toldResolved) return { watch: { ...rest, alert: over } };
  const told: Alert = { ...over, rungAt: resolvedAt };
  return {
    watch: { ...rest, alert: told },
    told: { type: 'alert.resolved', because: 'resolved', alert: told },
  };
}
