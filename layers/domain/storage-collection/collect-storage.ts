import { utcDay } from '../calendar/day.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { Project } from '../projects/project.ts';
import type { ProjectStore } from '../projects/project-store.ts';
import type { UsageEvent, Verdict } from '../usage/usage-event.ts';
import type { StorageSource } from './storage-source.ts';

export type CollectDeps = {
  customers: Pick<CustomerStore, 'list'>;
  projects: Pick<ProjectStore, 'list'>;
  sources: readonly StorageSource[];
  /** The same path as for every reported event. */
  ingest: (events: readonly UsageEvent[]) => Promise<Verdict[]>;
};

/** A source that could not be measured, or a page of events that was not accepted. */
type Uncollected = { projectIds: string[]; source?: string; error: unknown };

export type Collected = { events: number; uncollected: Uncollected[] };

/** The `source` of collected events. */
const collectionSource = 'peage:storage-collection';

const pageMax = 100;

/** Projects measured in parallel. */
const parallelMax = 8;

/**
 * Measures what every active project stores and reports it like any client: one `storage.measured`
 * event per project and day, with an id made of both, so that a repeated run counts once.
 *
 * Skips a project when one of its sources cannot be measured, since a part would pass for the
 * whole; the last sample applies until the next day. The others are collected.
 */
export async function collectStorage(deps: CollectDeps, dueAt: Date): Promise<Collected> {
  const collected: Collected = { events: 0, uncollected: [] };
  // Without a source nothing is known; reporting 0 would replace what clients report.
  if (deps.sources.length === 0) return collected;
  for await (const page of projectPages(deps)) {
    const events = await measurePage(deps.sources, page, { dueAt, collected });
    if (events.length > 0) await report(deps, events, collected);
  }
  return collected;
}

async function* projectPages({ customers, projects }: CollectDeps): AsyncGenerator<Project[]> {
  let customerCursor: string | undefined;
  do {
    const page = await customers.list({ limit: pageMax, cursor: customerCursor });
    for (const { id } of page.customers.filter(({ archivedAt }) => archivedAt === undefined)) {
      let cursor: string | undefined;
      do {
        const found = await projects.list(id, { limit: pageMax, cursor });
        yield found.projects;
        cursor = found.nextCursor ?? undefined;
      } while (cursor !== undefined);
    }
    customerCursor = page.nextCursor ?? undefined;
  } while (customerCursor !== undefined);
}

type Run = { dueAt: Date; collected: Collected };

async function measurePage(
  sources: readonly StorageSource[],
  projects: readonly Project[],
  run: Run,
): Promise<UsageEvent[]> {
  const events: UsageEvent[] = [];
  for (let from = 0; from < projects.length; from += parallelMax) {
    const group = projects.slice(from, from + parallelMax);
    const measured = await Promise.all(group.map(({ id }) => measure(sources, id, run)));
    events.push(...measured.flatMap((event) => event ?? []));
  }
  return events;
}

async function measure(
  sources: readonly StorageSource[],
  projectId: string,
  { dueAt, collected }: Run,
): Promise<UsageEvent | undefined> {
  const sizes = await Promise.all(
    sources.map((source) =>
      source.measure(projectId).catch((error: unknown) => {
        collected.uncollected.push({ projectIds: [projectId], source: source.name, error });
        return undefined;
      }),
    ),
  );
  const isWhole = sizes.every((size) => size !== undefined);
  if (!isWhole) return undefined;
  const time = dueAt.toISOString();
  return {
    id: `${projectId}:${utcDay(dueAt)}`,
    source: collectionSource,
    projectId,
    meter: 'storage',
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    time,
  };
}

async function report({ ingest }: CollectDeps, events: UsageEvent[], collected: Collected) {
  const projectIds = events.map(({ projectId }) => projectId);
  try {
    const verdicts = await ingest(events);
    collected.events += verdicts.filter(({ status }) => status === 'accepted').length;
  } catch (error) {
    collected.uncollected.push({ projectIds, error });
  }
}
