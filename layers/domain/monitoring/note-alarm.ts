import type { Clock } from '../clock.ts';
import type { AlertFact } from './alert.ts';
import { type MoveAlertDeps, moveAlert } from './move-alert.ts';

/** An alarm of CloudWatch that has changed. */
export type AlarmNews = {
  name: string;
  /** Its text: what users lose, in English. */
  impact: string;
  /** A section of docs/runbook.md. */
  runbook: string;
  rings: boolean;
  /** ISO 8601 UTC. */
  changedAt: string;
};

export type NoteAlarmDeps = MoveAlertDeps & { now: Clock };

/**
 * Mirrors an alarm in the log of alerts: there it can be acknowledged, and rings again when nobody
 * answers. Its own mail was sent by SNS. A topic repeats itself and may swap what it tells: news
 * older than what is known change nothing.
 */
export async function noteAlarm(
  deps: NoteAlarmDeps,
  { name, impact, runbook, rings, changedAt }: AlarmNews,
  requestId: string,
): Promise<AlertFact['type'] | undefined> {
  const key = { rule: 'cloudwatch_alarm', dimension: name } as const;
  const known = (await deps.alerts.find(key))?.alert?.evidence.changedAt;
  if (known !== undefined && String(known) >= changedAt) return undefined;
  const evidence = { impact, runbook, changedAt };
  const verdict = { holds: rings, clears: !rings, severity: 'high', evidence } as const;
  // The alarm has its own patience.
  const subject = { key, verdict, opensAfter: 1 };
  const told = await moveAlert(deps, subject, { at: deps.now(), requestId, clearsAfter: 1 });
  return told?.type;
}
