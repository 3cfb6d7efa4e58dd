import type { Clock } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import type { ProjectDirectory } from '../usage/project-directory.ts';
import type { Meter } from '../usage/usage-event.ts';
import { type MeterStanding, standingNow, unused } from './standing.ts';
import type { StandingStore } from './standing-store.ts';

export type CheckDeps = {
  standings: Pick<StandingStore, 'find'>;
  /** Used only for projects without a standing: a misspelt one must not be allowed forever. */
  projects: ProjectDirectory;
  now: Clock;
};

/**
 * Returns whether a project may continue, by its customer's last known standing.
 *
 * @param customerId the customer that the project must belong to; any when absent.
 * @throws NotFoundError when there is no such project, or it belongs to somebody else.
 */
export async function checkUsage(
  { standings, projects, now }: CheckDeps,
  { projectId, meter, customerId }: { projectId: string; meter: Meter; customerId?: string },
): Promise<MeterStanding> {
  const standing = await standings.find(projectId);
  const owner = standing ?? (await projects.find(projectId));
  const isTheirs = customerId === undefined || owner?.customerId === customerId;
  if (!owner || !isTheirs) throw new NotFoundError('project');
  return standing ? standingNow(standing, meter, now()) : unused;
}
