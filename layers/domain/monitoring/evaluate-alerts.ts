import type { AlertStore, Maintenance } from './alert-store.ts';
import { isSameThing, type JudgedBy, type Judgement, judge } from './judge.ts';
import { type MoveAlertDeps, moveAlert } from './move-alert.ts';
import type { Watched } from './watched.ts';

export type EvaluateAlertsDeps = Omit<MoveAlertDeps, 'alerts'> &
  JudgedBy & {
    alerts: AlertStore;
    /** Reads everything that rules judge, as of the end of a slot. */
    watch: (slotEnd: Date) => Promise<Watched>;
  };

/** The length of a slot of counters, and the time between two evaluations. */
const slotMs = 5 * 60_000;

/** Counters of a slot are complete after it: the stream waits for company, and clocks differ. */
const settlingMs = 60_000;

export type EvaluationOutcome =
  | { kind: 'judged_before' }
  | { kind: 'judged'; subjects: number; told: number; failures: Judgement['failures'] };

/** The end of the last slot that is complete. */
export const lastCompleteSlot = (dueAt: Date): Date =>
  new Date(Math.floor((dueAt.getTime() - settlingMs) / slotMs) * slotMs);

/**
 * Judges the last complete slot, once, and moves each alert on. While nothing is wrong, this reads
 * and claims the slot, and writes nothing else.
 */
export async function evaluateAlerts(
  deps: EvaluateAlertsDeps,
  { dueAt, requestId }: { dueAt: Date; requestId: string },
): Promise<EvaluationOutcome> {
  const at = lastCompleteSlot(dueAt);
  if (!(await deps.alerts.claimSlot(at.toISOString(), requestId))) return { kind: 'judged_before' };
  const [watched, active, maintenance] = await Promise.all([
    deps.watch(at),
    deps.alerts.listActive(),
    deps.alerts.maintenance(),
  ]);
  const { subjects, failures } = judge(deps, watched, active, isUnderway(maintenance, at));
  const isAtRest = ({ key, verdict }: (typeof subjects)[number]): boolean =>
    !verdict.holds && !active.some((watch) => isSameThing(watch, key));
  let told = 0;
  for (const subject of subjects.filter((candidate) => !isAtRest(candidate)))
    if (await moveAlert(deps, subject, { at, requestId })) told += 1;
  return { kind: 'judged', subjects: subjects.length, told, failures };
}

const isUnderway = (maintenance: Maintenance | undefined, at: Date): boolean =>
  maintenance !== undefined &&
  maintenance.from <= at.toISOString() &&
  at.toISOString() < maintenance.until;
