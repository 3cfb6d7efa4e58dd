import { dayAt, dayMs } from '../calendar/day.ts';
import type { MeteredProject } from './project-directory.ts';
import type { RawEvent } from './raw-event.ts';
import type { RejectionCode, ReportedEvent, UsageEvent, Verdict } from './usage-event.ts';

/** How late usage may be reported. */
const ageMaxMs = 35 * dayMs;

/** How far a client's clock may be ahead of ours. */
const aheadMaxMs = 5 * 60_000;

/** The facts that decide about an event. */
export type Circumstances = {
  projects: ReadonlyMap<string, MeteredProject | undefined>;
  /** The only customer whose projects may be written to. */
  customerId?: string;
  receivedAt: Date;
};

export type Judged = { event: RawEvent } | Extract<Verdict, { status: 'rejected' }>;

/** Decides whether an event is counted, and for whom. */
export function judge(reported: ReportedEvent, circumstances: Circumstances): Judged {
  if ('code' in reported) return { ...reported, status: 'rejected' };
  const code = rejectionOf(reported, circumstances);
  if (code) return { id: reported.id, status: 'rejected', code };
  const { projects, receivedAt } = circumstances;
  const { customerId, timeZone } = projects.get(reported.projectId)!;
  const { time: sent, ...rest } = reported;
  const received = receivedAt.toISOString();
  const time = sent ?? received;
  const day = dayAt(new Date(time), timeZone);
  const event = { ...rest, customerId, time, day, receivedAt: received };
  return { event: sent === undefined ? { ...event, untimed: true } : event };
}

function rejectionOf(
  { projectId, time }: UsageEvent,
  { projects, customerId, receivedAt }: Circumstances,
): RejectionCode | undefined {
  const project = projects.get(projectId);
  const isForeign = customerId !== undefined && project?.customerId !== customerId;
  if (!project || isForeign) return 'project_not_found';
  const at = time === undefined ? receivedAt.getTime() : Date.parse(time);
  if (at < receivedAt.getTime() - ageMaxMs) return 'time_too_old';
  if (at > receivedAt.getTime() + aheadMaxMs) return 'time_in_future';
  const isOver = project.archivedAt !== undefined && at >= Date.parse(project.archivedAt);
  return isOver ? 'project_archived' : undefined;
}
