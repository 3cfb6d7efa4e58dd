import type { Clock } from '../clock.ts';
import { type Judged, judge } from './judge-event.ts';
import type { MeteredProject, ProjectDirectory } from './project-directory.ts';
import type { RawEvent } from './raw-event.ts';
import { standingsOf } from './standings.ts';
import type { ReportedEvent, Verdict } from './usage-event.ts';
import type { UsageStore } from './usage-store.ts';

export type IngestDeps = {
  projects: ProjectDirectory;
  usage: Pick<UsageStore, 'readBuckets'>;
  /** Once it returns, the events are durable and will be counted. */
  enqueue: (events: readonly RawEvent[]) => Promise<void>;
  now: Clock;
};

/**
 * Accepts events, each with its own verdict, in order; an invalid one does not affect the others.
 *
 * Accepted means durable. Duplicates are found by slightly old reads, so a very recent one may be
 * called accepted; it is still counted once.
 *
 * @param customerId the only customer whose projects may be written to; any when absent.
 */
export async function ingestEvents(
  deps: IngestDeps,
  { reported, customerId }: { reported: readonly ReportedEvent[]; customerId?: string },
): Promise<Verdict[]> {
  const receivedAt = deps.now();
  const projects = await projectsOf(deps.projects, reported);
  const judged = reported.map((event) => judge(event, { projects, customerId, receivedAt }));
  const events = judged.flatMap((judgement) => ('event' in judgement ? [judgement.event] : []));
  const standings = await standingsOf(deps.usage, events);
  const accepted = events.filter((event) => standings.get(event) === 'new');
  if (accepted.length > 0) await deps.enqueue(accepted);
  return judged.map((judgement) => verdictOf(judgement, standings));
}

function verdictOf(judgement: Judged, standings: Awaited<ReturnType<typeof standingsOf>>): Verdict {
  if (!('event' in judgement)) return judgement;
  const standing = standings.get(judgement.event)!;
  return { id: judgement.event.id, status: standing === 'new' ? 'accepted' : standing };
}

/** Looks up each project once, however many events it has. */
async function projectsOf(
  directory: ProjectDirectory,
  reported: readonly ReportedEvent[],
): Promise<Map<string, MeteredProject | undefined>> {
  const ids = new Set(reported.flatMap((event) => ('projectId' in event ? [event.projectId] : [])));
  const found = await Promise.all([...ids].map((id) => directory.find(id)));
  return new Map([...ids].map((id, index) => [id, found[index]]));
}
