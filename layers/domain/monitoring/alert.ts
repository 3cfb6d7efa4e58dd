import type { RuleName, Severity } from '#vocabulary/alerts';
import type { Fact } from '#vocabulary/events';

/** Who rules: our own, or an alarm of CloudWatch that is only noted here. */
type AlertRule = RuleName | MirroredRule;

export type MirroredRule = 'cloudwatch_alarm' | 'test_alert';

/** Names one thing that a rule watches. */
export type AlertKey = { rule: AlertRule; dimension: string };

export type AlertFact = Fact<'alert.opened' | 'alert.escalated' | 'alert.resolved'>;

export const isAboutAlert = <Event extends { type: string }>(
  event: Event | AlertFact,
): event is AlertFact => event.type.startsWith('alert.');

/** What an event is about. */
export const alertKeyOf = ({ data }: AlertFact): AlertKey => ({
  // Written by this release or another one, of which an alert is only shown.
  rule: data.rule as AlertRule,
  dimension: data.dimension,
});

/** Why people hear of an alert (again). */
export type AlertReason = AlertFact['data']['because'];

export type AlertChange = {
  /** ISO 8601 UTC. */
  at: string;
  what: AlertReason | 'reopened' | 'acknowledged';
  severity: Severity;
  /** As in the audit trail. */
  by?: string;
  note?: string;
};

/** One episode of trouble, from its opening until it is over. */
export type Alert = AlertKey & {
  /** `alt_…`, sorted by time of opening. */
  id: string;
  state: 'open' | 'acknowledged' | 'resolved';
  /** The highest of the episode. */
  severity: Severity;
  openedAt: string;
  resolvedAt?: string;
  /** The numbers of the last evaluation that found something. */
  evidence: Record<string, number | string>;
  objects: string[];
  /** `until`: rings again then, if it still holds. */
  acknowledgement?: { by: string; at: string; note: string; until?: string };
  /** When people last heard of it, and which step of the escalation they have heard of. */
  rungAt: string;
  step: 0 | 1 | 2;
  /** Whether people believe that it is over. */
  toldResolved: boolean;
  /** How often it came back within the hour. */
  reopened: number;
  /** Oldest first; the last of many. */
  history: AlertChange[];
};

/** What is remembered of one thing that a rule watches, from evaluation to evaluation. */
export type AlertWatch = AlertKey & {
  /** The end of the last slot that was judged, ISO 8601 UTC. */
  evaluatedAt: string;
  /** Evaluations in a row in which it held, before it opens. */
  holding: number;
  /** Evaluations in a row in which it was clearly fine, before it resolves. */
  clearing: number;
  alert?: Alert;
  version: number;
};

export type WatchState = 'ok' | 'pending' | Alert['state'];

export function stateOf({ holding, alert }: Pick<AlertWatch, 'holding' | 'alert'>): WatchState {
  if (alert && alert.state !== 'resolved') return alert.state;
  if (holding > 0) return 'pending';
  return alert ? 'resolved' : 'ok';
}

/** Must be looked at by the next evaluation even if no rule speaks of it. */
export const isActive = (watch: AlertWatch): boolean =>
  !['ok', 'resolved'].includes(stateOf(watch));
