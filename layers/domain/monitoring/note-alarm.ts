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

/**
 * What began to ring so long ago is told too late to be believed: a dead letter that is redriven, of
 * an alarm that may be over since, of which nothing would be heard any more.
 */
const believedMs = 60 * 60_000;

export type NoteAlarmDeps = MoveAlertDeps & { now: Clock };

/**
 * Mirrors an alarm in the log of alerts: there it can be acknowledged, and rings again when nobody
 * answers. Its own mail was sent by SNS. A topic repeats itself and may swap what it tells: news
 * older than what is known change nothing, and neither does an alarm of more than an hour ago.
 */
export async function noteAlarm(
  deps: NoteAlarmDeps,
  { name, impact, runbook, rings, changedAt }: AlarmNews,
  requestId: string,
): Promise<AlertFact['type'] | undefined> {
  const key = { rule: 'cloudwatch_alarm', dimension: name } as const;
  const known = (await deps.alerts.find(key))?.alert?.evidence.changedAt;
  if (known !== undefined && String(known) >= changedAt) return undefined;
  if (rings && deps.now().getTime() - Date.parse(changedAt) > believedMs) return undefined;
  const evidence = { impact, runbook, changedAt };
  const verdict = { holds: rings, clears: !rings, severity: 'high', evidence } as const;
  // The alarm has its own patience.
  const subject = { key, verdict, opensAfter: 1 };
  const told = await moveAlert(deps, subject, { at: deps.now(), requestId, clearsAfter: 1 });
  return told?.type;
}
